package dev.sonde.smoke.s3;

import java.io.File;
import java.io.FileNotFoundException;
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

  /** A version of a client as the build has put it into the module {@code clients-s3}. */
  static VersionLoader of(String kind, String version) throws Exception {
    URL app = VersionLoader.class.getProtectionDomain().getCodeSource().getLocation();
    File modules = new File(app.toURI()).getParentFile().getParentFile().getParentFile();
    File lib = new File(modules, "clients-s3/" + kind + '-' + version + "/target/lib");
    File[] jars = lib.listFiles();
    if (jars == null) {
      throw new FileNotFoundException(lib.getPath());
    }
    List<URL> urls = new ArrayList<>();
    urls.add(app);
    for (File jar : jars) {
      urls.add(jar.toURI().toURL());
    }
    String own = VersionLoader.class.getPackage().getName() + '.' + kind + '.';
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
