package dev.sonde.instrumentation.loaders;

import dev.sonde.boot.BootDelegation;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** In {@code loadClass}: the probes come from the boot loader, whatever the module imports. */
final class LoadClassAdvice {

  private LoadClassAdvice() {}

  @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
  static @Nullable Class<?> enter(@Advice.Argument(0) String name) {
    return BootDelegation.find(name);
  }

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Class<?> found, @Advice.Return(readOnly = false) Class<?> returned) {
    if (found != null) {
      returned = found;
    }
  }
}
