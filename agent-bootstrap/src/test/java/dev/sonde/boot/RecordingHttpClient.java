package dev.sonde.boot;

import java.util.ArrayList;
import java.util.List;

/** Keeps what has ended: method, status or failure, resends. */
final class RecordingHttpClient extends HttpClientRecorder {
  final List<String> ended = new ArrayList<>();
  boolean leavesAlone;

  @Override
  public String[] fields() {
    return new String[] {"trace"};
  }

  @Override
  public String header(HttpClientOperation operation, int field) {
    return "value";
  }

  @Override
  public String[] requestHeaders() {
    return new String[0];
  }

  @Override
  public String[] responseHeaders() {
    return new String[0];
  }

  @Override
  public boolean tellsSizes() {
    return false;
  }

  @Override
  public HttpClientOperation start(
      Current thread,
      Context parent,
      String method,
      String host,
      int port,
      long since,
      int resends) {
    if (leavesAlone) {
      return null;
    }
    Origin origin = thread.origin();
    origin.clear();
    origin.recording = true;
    HttpHost target = new HttpHost(host, port) {};
    return new HttpClientOperation(origin, parent, thread, since, method, target, resends);
  }

  @Override
  public void end(HttpClientOperation operation) {
    Throwable error = operation.error();
    ended.add(
        operation.method
            + ' '
            + (error == null ? operation.status : error.getMessage())
            + ' '
            + operation.resends);
  }
}
