package dev.sonde.smoke.isolation;

import java.io.File;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** A loader that loads classes whenever it is asked for a class file. */
public final class LoadingLoader extends URLClassLoader {

  private final String always;

  private LoadingLoader(URL[] jars, String always) {
    super(jars, null);
    this.always = always;
  }

  /**
   * Loads classes and says so.
   *
   * @param args the classes, separated by commas; what is loaded for each class file, or {@code
   *     itself}; the jars
   */
  public static void main(String[] args) throws Exception {
    LoadingLoader loader = new LoadingLoader(urls(args), args[1]);
    for (String name : args[0].split(",")) {
      Class<?> loaded = Class.forName(name, true, loader);
      System.out.println(name + " extends " + loaded.getSuperclass().getName());
    }
  }

  private static URL[] urls(String[] args) throws MalformedURLException {
    URL[] urls = new URL[args.length - 2];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = new File(args[i + 2]).toURI().toURL();
    }
    return urls;
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    if (name.endsWith(".class")) {
      String itself = name.substring(0, name.length() - ".class".length()).replace('/', '.');
      try {
        loadClass(always.equals("itself") ? itself : always);
      } catch (ClassNotFoundException e) {
        return null;
      }
    }
    return super.getResourceAsStream(name);
  }
}
