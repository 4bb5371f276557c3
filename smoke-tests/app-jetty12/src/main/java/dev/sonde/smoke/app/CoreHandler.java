package dev.sonde.smoke.app;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers below {@code /core/} without a servlet, in the ways in which a handler can fail. */
final class CoreHandler extends Handler.Abstract {

  static final String PATH = "/core/";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String how = request.getHttpURI().getPath().substring(PATH.length());
    switch (how) {
      case "throw":
        throw new IllegalStateException(how);
      case "refuse":
        throw new HttpException.RuntimeException(413);
      case "fail":
        callback.failed(new IllegalStateException(how));
        return true;
      case "fail-twice":
        callback.failed(new IllegalStateException(how));
        callback.failed(new IllegalArgumentException(how));
        return true;
      case "fail-and-throw":
        callback.failed(new IllegalStateException(how));
        throw new IllegalArgumentException(how);
      case "fail-later":
        new Thread(() -> callback.failed(new IllegalStateException(how))).start();
        return true;
      case "succeed-twice":
        callback.succeeded();
        callback.succeeded();
        return true;
      case "succeed-and-fail":
        callback.succeeded();
        callback.failed(new IllegalStateException(how));
        return true;
      case "write-and-fail":
        response.write(
            false,
            bytes(how),
            Callback.from(() -> callback.failed(new IllegalStateException(how)), callback::failed));
        return true;
      case "write-too-much":
        response.getHeaders().put("Content-Length", 2);
        response.write(true, bytes(how), callback);
        return true;
      case "endless":
        writeOn(response, callback);
        return true;
      case "write":
        response.write(true, bytes(how), callback);
        return true;
      default:
        return false;
    }
  }

  /** Writes until the client is gone. */
  private static void writeOn(Response response, Callback callback) {
    response.write(
        false,
        ByteBuffer.allocate(1 << 16),
        Callback.from(
            () -> new Thread(() -> writeOn(response, callback)).start(), callback::failed));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
