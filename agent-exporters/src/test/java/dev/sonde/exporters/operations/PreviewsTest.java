package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pictures of boards are those of boards that there are, and all of them are shown. With {@code
 * -Dsonde.preview=http://localhost:9090} they are drawn anew, from the last quarter of an hour of
 * that Prometheus, which {@code examples/shop/stack.sh} runs.
 */
class PreviewsTest {

  private static final String PROMETHEUS = System.getProperty("sonde.preview", "");
  private static final int SECONDS = Integer.getInteger("sonde.preview.seconds", 900);
  private static final Path PICTURES = Shipped.ROOT.resolve("docs/boards");

  @Test
  void picturesAreOfBoardsAndAreShown() throws Exception {
    if (!PROMETHEUS.isEmpty()) {
      draw();
    }
    List<String> boards = Shipped.boards().stream().map(PreviewsTest::picture).toList();
    String document = Files.readString(Shipped.ROOT.resolve("docs/boards.md"));
    try (Stream<Path> pictures = Files.list(PICTURES)) {
      assertThat(pictures.map(picture -> picture.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(boards)
          .allMatch(picture -> document.contains("(boards/" + picture + ")"));
    }
  }

  private static String picture(Board board) {
    return board.file().replace(".json", ".svg");
  }

  private static void draw() throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    Files.createDirectories(PICTURES);
    Map<String, Object> empty = new TreeMap<>();
    for (Board board : Shipped.boards()) {
      Path file = Shipped.ROOT.resolve("grafana").resolve(board.file());
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      Preview preview = new Preview(new PreviewData(PROMETHEUS, now - SECONDS, now));
      Files.writeString(PICTURES.resolve(picture(board)), preview.draw(json));
      empty.put(board.title, preview.empty);
    }
    System.out.println("Panels without data: " + empty);
  }
}
