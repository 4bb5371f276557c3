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

  /** A version of Jedis as the build has put it beside the application. */
  static VersionLoader jedis(String version) throws Exception {
    URL app = VersionLoader.class.getProtectionDomain().getCodeSource().getLocation();
    File target = new File(app.toURI()).getParentFile();
    List<URL> urls = new ArrayList<>();
    urls.add(app);
    urls.add(new File(target, "jedis/" + version + ".jar").toURI().toURL());
    File[] libraries = new File(target, "jedis-lib").listFiles();
    for (File library : libraries == null ? new File[0] : libraries) {
      urls.add(library.toURI().toURL());
    }
    return new VersionLoader(
        urls.toArray(new URL[0]), VersionLoader.class.getPackage().getName() + ".jedis.");
  }

  /** A version of Lettuce, with a Netty and a Reactor of its time. */
  static VersionLoader lettuce(String version) throws Exception {
    URL app = VersionLoader.class.getProtectionDomain().getCodeSource().getLocation();
    File target = new File(app.toURI()).getParentFile();
    boolean oldNetty = version.startsWith("5.") || version.startsWith("6.");
    List<URL> urls = new ArrayList<>();
    urls.add(app);
    add(urls, new File(target, "lettuce/" + version + ".jar"));
    addAll(urls, new File(target, oldNetty ? "lettuce-netty-4.1" : "lettuce-netty-4.2"));
    add(
        urls,
        new File(target, "lettuce-reactor/" + (version.startsWith("5.") ? "3.3" : "3.6") + ".jar"));
    addAll(urls, new File(target, "lettuce-lib"));
    return new VersionLoader(
        urls.toArray(new URL[0]), VersionLoader.class.getPackage().getName() + ".lettuce.");
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
