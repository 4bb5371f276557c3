package dev.sonde.example.shop.pictures;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * As much of S3 as a shop needs: objects are put, got, looked at and deleted by {@code
 * /BUCKET/KEY}. It believes whatever signature there is, for it is reached from this machine only.
 * What is below {@code print/} is wanted too often: it asks for patience.
 */
final class S3Servlet extends HttpServlet {

  private static final long serialVersionUID = 1;
  private static final int LARGEST = 10 << 20;

  private static final class Stored {

    final byte[] bytes;
    final String contentType;
    final String tag;

    Stored(byte[] bytes, String contentType) {
      CRC32 sum = new CRC32();
      sum.update(bytes);
      this.bytes = bytes;
      this.contentType = contentType;
      tag = '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + '"';
    }
  }

  private final transient Map<String, Stored> objects = new ConcurrentHashMap<>();

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] bytes = isInChunks(request) ? chunks(request.getInputStream()) : all(request);
    @Nullable String type = request.getContentType();
    Stored stored = new Stored(bytes, type == null ? "application/octet-stream" : type);
    objects.put(request.getRequestURI(), stored);
    response.setHeader("ETag", stored.tag);
  }

  /** Clients send chunks of {@code SIZE;…} lines where they add a checksum at the end. */
  private static boolean isInChunks(HttpServletRequest request) {
    @Nullable String hash = request.getHeader("x-amz-content-sha256");
    return hash != null && hash.startsWith("STREAMING-");
  }

  private static byte[] all(HttpServletRequest request) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new IOException("the object is too large");
    }
    return bytes;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      String line = line(in);
      int end = line.indexOf(';');
      int size = Integer.parseInt(end < 0 ? line : line.substring(0, end), 16);
      if (size == 0) {
        in.transferTo(ByteArrayOutputStream.nullOutputStream());
        return bytes.toByteArray();
      }
      if (size < 0 || bytes.size() + size > LARGEST) {
        throw new IOException("the object is too large");
      }
      bytes.write(in.readNBytes(size));
      line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().contains("/print/")) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      tell(response, "SlowDown");
      return;
    }
    Stored stored = found(request, response);
    if (stored == null) {
      tell(response, "NoSuchKey");
    } else {
      response.getOutputStream().write(stored.bytes);
    }
  }

  private static void tell(HttpServletResponse response, String code) throws IOException {
    response.setContentType("application/xml");
    response.getWriter().print("<Error><Code>" + code + "</Code></Error>");
  }

  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response) {
    found(request, response);
  }

  private @Nullable Stored found(HttpServletRequest request, HttpServletResponse response) {
    Stored stored = objects.get(request.getRequestURI());
    if (stored == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return null;
    }
    response.setContentType(stored.contentType);
    response.setContentLength(stored.bytes.length);
    response.setHeader("ETag", stored.tag);
    return stored;
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    objects.remove(request.getRequestURI());
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
