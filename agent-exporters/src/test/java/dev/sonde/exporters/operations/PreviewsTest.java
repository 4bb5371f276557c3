package dev.sonde.exporters.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * There is a picture of each board. With {@code -Dsonde.preview=http://localhost:9090} they are
 * drawn anew, from the last quarter of an hour of that Prometheus, which {@code
 * examples/shop/stack.sh} runs.
 */
class PreviewsTest {

  private static final String PROMETHEUS = System.getProperty("sonde.preview", "");
  private static final int SECONDS = Integer.getInteger("sonde.preview.seconds", 900);
  private static final Path PICTURES = Shipped.ROOT.resolve("docs/boards");

  @Test
  void eachBoardHasAPicture() throws Exception {
    if (!PROMETHEUS.isEmpty()) {
      draw();
    }
    String document = Files.readString(Shipped.ROOT.resolve("docs/boards.md"));
    for (Board board : Shipped.boards()) {
      Path picture = PICTURES.resolve(board.file().replace(".json", ".svg"));
      assertThat(picture).exists();
      assertThat(document).contains("(boards/" + picture.getFileName() + ")");
    }
  }

  private static void draw() throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    Files.createDirectories(PICTURES);
    Map<String, Object> empty = new TreeMap<>();
    for (Board board : Shipped.boards()) {
      Path file = Shipped.ROOT.resolve("grafana").resolve(board.file());
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      Preview preview = new Preview(new PreviewData(PROMETHEUS, now - SECONDS, now));
      Files.writeString(
          PICTURES.resolve(board.file().replace(".json", ".svg")), preview.draw(json));
      empty.put(board.title, preview.empty);
    }
    System.out.println("Panels without data: " + empty);
  }
}
