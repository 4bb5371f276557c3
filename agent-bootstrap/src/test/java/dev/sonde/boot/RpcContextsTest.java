package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcContextsTest {

  private static final RpcMethod METHOD = new RpcMethod("shop.Cart/Checkout", null) {};

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
    made(context, operation);
    RpcContexts.made(child, context);
    return operation;
  }

  private void made(Object madeContext, RpcServerOperation operation) {
    Current.cell().rpcCame(operation);
    RpcContexts.made(madeContext, root);
    Current.cell().rpcCame(null);
  }

  private static void endLongAgo(Operation operation) {
    operation.endAt(System.nanoTime() - TimeUnit.MINUTES.toNanos(1));
  }

  @Test
  void whoAttachesAContextOfACallWorksForTheCall() {
    RpcServerOperation operation = madeFor(operation(1));
    RpcContexts.attached(child);
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.attached(root);
    RpcContexts.detached(child);
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.detached(root);
    assertThat(Current.context()).isNull();
    RpcContexts.detached(root);
    assertThat(Current.context()).isNull();
  }

  @Test
  void aContextThatIsAttachedTwiceIsLeftOnce() {
    RpcServerOperation operation = madeFor(operation(1));
    RpcContexts.attached(context);
    RpcContexts.attached(context);
    RpcContexts.detached(context);
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.detached(root);
    assertThat(Current.context()).isNull();
  }

  @Test
  void aThreadThatIsInTheTraceIsLeftAsItIs() {
    madeFor(operation(1));
    Context inside = new Context(0, 1, 7, true, null, null);
    Current.cell().set(inside);
    RpcContexts.attached(context);
    assertThat(Current.context()).isSameAs(inside);
    RpcContexts.detached(root);
    assertThat(Current.context()).isSameAs(inside);
  }

  @Test
  void aThreadThatIsInAnotherTraceGetsItsOwnBack() {
    RpcServerOperation operation = madeFor(operation(1));
    Context other = new Context(0, 2, 7, true, null, null);
    Current.cell().set(other);
    RpcContexts.attached(context);
    assertThat(Current.context()).isSameAs(operation);
    RpcContexts.detached(root);
    assertThat(Current.context()).isSameAs(other);
  }

  @Test
  void aContextOfNoCallChangesNothing() {
    RpcContexts.made(context, root);
    RpcContexts.attached(context);
    assertThat(Current.context()).isNull();
    RpcContexts.detached(root);
    assertThat(Current.context()).isNull();
  }

  @Test
  void whatIsNeverDetachedIsLeftWhenItsCallIsLongOver() {
    RpcServerOperation operation = madeFor(operation(1));
    RpcContexts.attached(context);
    operation.end();
    assertThat(Current.context()).isSameAs(operation);

    RpcServerOperation old = operation(2);
    made(context, old);
    RpcContexts.attached(context);
    endLongAgo(old);
    assertThat(Current.context()).isNull();
    RpcContexts.attached(context);
    assertThat(Current.context()).isNull();
  }

  @Test
  void whatIsNeverDetachedDoesNotKeepTheThreadFromOtherCalls() {
    RpcServerOperation forgotten = madeFor(operation(1));
    RpcContexts.attached(context);
    Object ofOther = new Object();
    RpcServerOperation other = operation(2);
    made(ofOther, other);
    RpcContexts.attached(ofOther);
    assertThat(Current.context()).isSameAs(other);
    RpcContexts.detached(context);
    assertThat(Current.context()).isSameAs(forgotten);

    RpcContexts.attached(ofOther);
    endLongAgo(forgotten);
    RpcContexts.detached(context);
    assertThat(Current.context()).isNull();
  }
}
