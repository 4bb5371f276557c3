package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcProbeTest {

  private static final RpcMethod METHOD = new RpcMethod("shop.Cart/Watch", null) {};
  private static final Context AROUND = new Context(1, 2, 3, true, null, null);

  @AfterEach
  void leaveTheThreadAsItWas() {
    Current.cell().forget();
    Current.cell().serve();
  }

  private static RpcServerOperation served() {
    return new RpcServerOperation(
        new Origin(), Current.cell(), System.nanoTime(), METHOD, false, false);
  }

  private static void assertWorksFor(RpcOperation operation, @Nullable Context expected) {
    Current.cell().set(AROUND);
    RpcOperation before = RpcProbe.before();
    Context outer = RpcProbe.enter(operation);
    assertThat(Current.context()).isSameAs(expected);
    assertThat(RpcProbe.before()).isSameAs(operation);
    RpcProbe.leave(outer, before);
    assertThat(Current.context()).isSameAs(AROUND);
  }

  @Test
  void aListenerIsCalledInTheCallUntilThatIsLongOver() {
    RpcServerOperation operation = served();
    assertWorksFor(operation, operation);
    operation.end();
    assertWorksFor(operation, operation);

    RpcServerOperation old = served();
    old.endAt(System.nanoTime() - TimeUnit.MINUTES.toNanos(1));
    assertWorksFor(old, null);
  }

  @Test
  void aStreamThatOutlivesWhatMadeItGoesOnWithNothing() {
    RpcServerOperation maker = served();
    RpcClientOperation stream =
        new RpcClientOperation(
            new Origin(),
            maker,
            Current.cell(),
            System.nanoTime(),
            METHOD,
            RpcTarget.UNKNOWN,
            false);
    assertWorksFor(stream, maker);
    maker.endAt(System.nanoTime() - TimeUnit.MINUTES.toNanos(1));
    assertWorksFor(stream, null);
  }
}
