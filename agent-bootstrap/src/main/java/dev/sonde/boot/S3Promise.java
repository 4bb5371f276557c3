package dev.sonde.boot;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends an asynchronous call with its future, or lets it go on with a stream that comes of it. */
final class S3Promise implements BiConsumer<@Nullable Object, @Nullable Throwable> {

  private final S3Operation operation;

  S3Promise(S3Operation operation) {
    this.operation = operation;
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable thrown) {
    if (operation.isEnded()) {
      return;
    }
    boolean ended;
    if (thrown == null && result instanceof Carrier) {
      // Of the results only streams can carry something.
      boolean hasCome = operation.stream();
      if (!hasCome) {
        S3Streams.watch(result, operation);
      }
      ended = hasCome && operation.endCame();
    } else {
      S3Probe.fail(operation, thrown);
      ended = operation.endOver();
    }
    if (ended) {
      S3Probe.tell(operation);
    }
  }
}
