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
    return of("jedis", version);
  }

  /** A version of a client as the build has put it beside the application. */
  static VersionLoader of(String client, String version) throws Exception {
    URL app = VersionLoader.class.getProtectionDomain().getCodeSource().getLocation();
    File target = new File(app.toURI()).getParentFile();
    List<URL> urls = new ArrayList<>();
    urls.add(app);
    urls.add(new File(target, client + "/" + version + ".jar").toURI().toURL());
    File[] libraries = new File(target, client + "-lib").listFiles();
    for (File library : libraries == null ? new File[0] : libraries) {
      urls.add(library.toURI().toURL());
    }
    return new VersionLoader(
        urls.toArray(new URL[0]), VersionLoader.class.getPackage().getName() + "." + client + ".");
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
