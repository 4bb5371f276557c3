package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcUnheardTest {

  private static final RpcMethod METHOD = new RpcMethod("shop.Cart/Checkout", null) {};
  private static final long LATER = TimeUnit.MINUTES.toNanos(5);

  @AfterEach
  void forget() {
    RpcUnheard.forgetAll();
  }

  private static RpcClientOperation call() {
    return new RpcClientOperation(
        new Origin(), null, Current.cell(), System.nanoTime(), METHOD, RpcTarget.UNKNOWN, false);
  }

  @Test
  void whatTheApplicationNeverHearsOfEndsAsOfWhenItsStatusCame() {
    RpcClientOperation call = call();
    call.status("UNAVAILABLE");
    RpcUnheard.add(call);
    long came = System.nanoTime();
    RpcUnheard.endThoseUpTo(came);
    assertThat(call.isEnded()).isFalse();

    RpcUnheard.endThoseUpTo(came + LATER);
    assertThat(call.isEnded()).isTrue();
    assertThat(call.status()).isEqualTo("UNAVAILABLE");
    assertThat(call.durationNanos()).isBetween(0L, came - call.startNanos);
  }

  @Test
  void whatItHasHeardOfIsLeftAlone() {
    RpcClientOperation call = call();
    RpcUnheard.add(call);
    RpcUnheard.remove(call);
    RpcUnheard.endThoseUpTo(System.nanoTime() + LATER);
    assertThat(call.isEnded()).isFalse();
  }

  @Test
  void manyAreWatchedAtATime() {
    List<RpcClientOperation> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RpcClientOperation call = call();
      calls.add(call);
      RpcUnheard.add(call);
    }
    RpcUnheard.endThoseUpTo(System.nanoTime() + LATER);
    assertThat(calls).filteredOn(Operation::isEnded).hasSizeGreaterThan(90);
  }

  @Test
  void moreThanCanBeWatchedDoNoHarm() {
    for (int i = 0; i < 10_000; i++) {
      RpcUnheard.add(call());
    }
    RpcClientOperation call = call();
    RpcUnheard.add(call);
    RpcUnheard.remove(call);
    assertThat(call.isEnded()).isFalse();
  }
}
