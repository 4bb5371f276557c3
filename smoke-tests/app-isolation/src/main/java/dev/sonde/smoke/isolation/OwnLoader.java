package dev.sonde.smoke.isolation;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** A system class loader that loads the application itself instead of asking its parent first. */
public final class OwnLoader extends URLClassLoader {

  public OwnLoader(ClassLoader parent) throws MalformedURLException {
    super(classPath(), parent);
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] files = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[files.length];
    for (int i = 0; i < files.length; i++) {
      urls[i] = new File(files[i]).toURI().toURL();
    }
    return urls;
  }

  /** Called by the JVM for each agent. */
  void appendToClassPathForInstrumentation(String file) throws MalformedURLException {
    addURL(new File(file).toURI().toURL());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (!name.startsWith("java.") && !name.startsWith("javax.")) {
        try {
          return findClass(name);
        } catch (ClassNotFoundException e) {
          return super.loadClass(name, resolve);
        }
      }
      return super.loadClass(name, resolve);
    }
  }
}
