package dev.sonde.smoke.http;

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

  /** A version of a client as the build has put it beside the application. */
  static VersionLoader of(String library, String version) throws Exception {
    URL app = VersionLoader.class.getProtectionDomain().getCodeSource().getLocation();
    File target = new File(app.toURI()).getParentFile();
    List<URL> urls = new ArrayList<>();
    urls.add(app);
    File[] jars = new File(target, "clients/" + library + '-' + version).listFiles();
    for (File jar : jars == null ? new File[0] : jars) {
      urls.add(jar.toURI().toURL());
    }
    String own = VersionLoader.class.getPackage().getName() + '.' + library + '.';
    return new VersionLoader(urls.toArray(new URL[0]), own);
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
