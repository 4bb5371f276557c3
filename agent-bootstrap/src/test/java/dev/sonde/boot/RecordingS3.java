package dev.sonde.boot;

import java.util.ArrayList;
import java.util.List;

/** Keeps what has ended, attempts with what they failed with and operations with their status. */
final class RecordingS3 extends S3Recorder {
  final List<String> attempts = new ArrayList<>();
  final List<String> ended = new ArrayList<>();

  @Override
  public S3Operation start(Current thread, String service, String method, String bucket) {
    Origin origin = thread.origin();
    origin.clear();
    origin.recording = true;
    return new S3Operation(origin, thread, service, method, bucket, false, true);
  }

  @Override
  public void attempted(S3Operation operation, Throwable thrown) {
    attempts.add(operation.method + told(operation, thrown));
  }

  @Override
  public String xray(S3Operation operation) {
    return null;
  }

  @Override
  public void end(S3Operation operation) {
    ended.add(operation.method + told(operation, operation.error()));
  }

  private static String told(S3Operation operation, Throwable thrown) {
    return ' ' + (thrown == null ? Integer.toString(operation.status) : thrown.getMessage());
  }
}
