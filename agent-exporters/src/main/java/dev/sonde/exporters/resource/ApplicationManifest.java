package dev.sonde.exporters.resource;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** What the manifest of the started jar says of the application. */
final class ApplicationManifest {

  /** A manifest that is larger describes signed entries, or is no manifest; it is not read. */
  private static final long MOST_BYTES = 1 << 20;

  private final @Nullable Attributes attributes;

  private ApplicationManifest(@Nullable Attributes attributes) {
    this.attributes = attributes;
  }

  static ApplicationManifest of(LaunchCommand command) {
    try {
      String jar = command.jar();
      if (jar != null) {
        return ofJar(new File(jar));
      }
      File folder = command.unpackedJar();
      if (folder != null) {
        return ofFile(new File(folder, JarFile.MANIFEST_NAME));
      }
    } catch (IOException | RuntimeException e) {
      return new ApplicationManifest(null);
    }
    return new ApplicationManifest(null);
  }

  private static ApplicationManifest ofJar(File file) throws IOException {
    try (JarFile jar = new JarFile(file, false)) {
      ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
      if (entry == null || entry.getSize() > MOST_BYTES) {
        return new ApplicationManifest(null);
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return new ApplicationManifest(new Manifest(in).getMainAttributes());
      }
    }
  }

  private static ApplicationManifest ofFile(File file) throws IOException {
    if (file.length() > MOST_BYTES) {
      return new ApplicationManifest(null);
    }
    try (InputStream in = new FileInputStream(file)) {
      return new ApplicationManifest(new Manifest(in).getMainAttributes());
    }
  }

  @Nullable String version() {
    return value("Implementation-Version");
  }

  /** The title, or the class that Spring Boot's loader starts. */
  @Nullable String title() {
    String title = value("Implementation-Title");
    String startClass = value("Start-Class");
    return title != null || startClass == null
        ? title
        : startClass.substring(startClass.lastIndexOf('.') + 1);
  }

  private @Nullable String value(String name) {
    String value = attributes == null ? null : attributes.getValue(name);
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }
}
