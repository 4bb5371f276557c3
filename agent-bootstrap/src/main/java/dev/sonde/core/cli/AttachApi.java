package dev.sonde.core.cli;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import org.jspecify.annotations.Nullable;

/** The JDK's own way to load an agent into another JVM; a JRE is without it. */
final class AttachApi {

  private static final String VIRTUAL_MACHINE = "com.sun.tools.attach.VirtualMachine";

  private final Class<?> virtualMachine;

  private AttachApi(Class<?> virtualMachine) {
    this.virtualMachine = virtualMachine;
  }

  /** The API of the running JDK, or null. */
  static @Nullable AttachApi find() {
    try {
      return new AttachApi(ClassLoader.getSystemClassLoader().loadClass(VIRTUAL_MACHINE));
    } catch (ClassNotFoundException e) {
      return findInTools(new File(System.getProperty("java.home"), "../lib/tools.jar"));
    }
  }

  /** Java 8 has it in a jar that is on nobody's class path. */
  private static @Nullable AttachApi findInTools(File jar) {
    if (!jar.isFile()) {
      return null;
    }
    try {
      ClassLoader loader = new URLClassLoader(new URL[] {jar.toURI().toURL()}, null);
      return new AttachApi(loader.loadClass(VIRTUAL_MACHINE));
    } catch (MalformedURLException | ClassNotFoundException e) {
      return null;
    }
  }

  /** Loads the agent and waits for the end of its {@code agentmain}. */
  void load(String pid, String jar, String arguments) throws Throwable {
    try {
      Object vm = virtualMachine.getMethod("attach", String.class).invoke(null, pid);
      try {
        virtualMachine
            .getMethod("loadAgent", String.class, String.class)
            .invoke(vm, jar, arguments);
      } finally {
        virtualMachine.getMethod("detach").invoke(vm);
      }
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      throw cause == null ? e : cause;
    }
  }
}
