package dev.sonde.smoke.redis;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Has one version of a client, and the application's classes that use it. */
final class VersionLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private final String own;

  private VersionLoader(URL[] urls, String own) {
    super(urls, VersionLoader.class.getClassLoader());
    this.own = own;
  }

  /** A version of a client as the build has put it beside the application, and what it needs. */
  static VersionLoader of(String client, String version) throws Exception {
    URL app = VersionLoader.class.getProtectionDomain().getCodeSource().getLocation();
    File target = new File(app.toURI()).getParentFile();
    List<URL> urls = new ArrayList<>();
    urls.add(app);
    add(urls, new File(target, client + '/' + version + ".jar"));
    addAll(urls, new File(target, client + "-lib"));
    if (client.equals("lettuce")) {
      addNetty(urls, target, version);
    }
    return new VersionLoader(
        urls.toArray(new URL[0]), VersionLoader.class.getPackage().getName() + '.' + client + '.');
  }

  /** A Netty and a Reactor of Lettuce's time. */
  private static void addNetty(List<URL> urls, File target, String version) throws Exception {
    boolean isFive = version.startsWith("5.");
    boolean oldNetty = isFive || version.startsWith("6.");
    addAll(urls, new File(target, oldNetty ? "lettuce-netty-4.1" : "lettuce-netty-4.2"));
    add(urls, new File(target, "lettuce-reactor/" + (isFive ? "3.3" : "3.6") + ".jar"));
  }

  private static void addAll(List<URL> urls, File directory) throws Exception {
    File[] libraries = directory.listFiles();
    for (File library : libraries == null ? new File[0] : libraries) {
      add(urls, library);
    }
  }

  private static void add(List<URL> urls, File library) throws Exception {
    urls.add(library.toURI().toURL());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(own)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
