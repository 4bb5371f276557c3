package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcContextsTest {

  private static final RpcMethod METHOD = new RpcMethod("shop.Cart/Checkout") {};

  private final Object root = new Object();
  private final Object context = new Object();
  private final Object child = new Object();

  @AfterEach
  void leaveTheThreadAsItWas() {
    Current.cell().forget();
    Current.cell().serve();
  }

  private static RpcServerOperation operation(long traceId) {
    Origin origin = new Origin();
    origin.traceIdLow = traceId;
    origin.spanId = traceId;
    return new RpcServerOperation(origin, Current.cell(), System.nanoTime(), METHOD, false, false);
  }

  private RpcServerOperation madeFor(RpcServerOperation operation) {
    Current.cell().rpcBegun(operation);
    RpcContexts.made(context, root);
    Current.cell().rpcBegun(null);
    RpcContexts.made(child, context);
    return operation;
  }

  @Test
  void whoAttachesAContextOfACallWorksForTheCall() {
    RpcServerOperation operation = madeFor(operation(1));
    RpcContexts.attached(child);
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.attached(root);
    RpcContexts.detached();
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.detached();
    assertThat(Current.context()).isNull();
    RpcContexts.detached();
    assertThat(Current.context()).isNull();
  }

  @Test
  void aThreadThatIsInTheTraceIsLeftAsItIs() {
    madeFor(operation(1));
    Context inside = new Context(0, 1, 7, true, null, null);
    Current.cell().set(inside);
    RpcContexts.attached(context);
    assertThat(Current.context()).isSameAs(inside);
    RpcContexts.detached();
    assertThat(Current.context()).isSameAs(inside);
  }

  @Test
  void aThreadThatIsInAnotherTraceGetsItsOwnBack() {
    RpcServerOperation operation = madeFor(operation(1));
    Context other = new Context(0, 2, 7, true, null, null);
    Current.cell().set(other);
    RpcContexts.attached(context);
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.detached();
    assertThat(Current.context()).isSameAs(other);
  }

  @Test
  void aContextOfNoCallChangesNothing() {
    RpcContexts.made(context, root);
    RpcContexts.attached(context);
    assertThat(Current.context()).isNull();
    RpcContexts.detached();
    assertThat(Current.context()).isNull();
  }
}
