package dev.sonde.exporters.resource;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A small text that the system keeps in a file, such as those of /proc and /sys. */
public final class SystemFile {

  /** More than any of these files has; a longer one is cut here. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int CHUNK = 4096;

  private SystemFile() {}

  /** The file's text, or null where it can't be read. */
  public static @Nullable String read(File file) {
    try (InputStream in = new FileInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      int length = in.read(chunk);
      if (length < 0) {
        return "";
      }
      ByteArrayOutputStream text = new ByteArrayOutputStream(CHUNK);
      while (length >= 0 && text.size() < MOST_BYTES) {
        text.write(chunk, 0, length);
        length = in.read(chunk);
      }
      return text.toString("UTF-8");
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  /** The file's text without white space around it, or null where it can't be read or is empty. */
  public static @Nullable String readLine(File file) {
    String text = read(file);
    String line = text == null ? "" : text.trim();
    return line.isEmpty() ? null : line;
  }
}
