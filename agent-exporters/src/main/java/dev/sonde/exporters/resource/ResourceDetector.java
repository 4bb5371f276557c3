package dev.sonde.exporters.resource;

import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.io.File;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what produces the telemetry, from properties, environment and a few small files; asks
 * no name service, which could hang.
 *
 * <p>What the configuration says wins over what is found. The command line is left out: people pass
 * passwords there.
 */
public final class ResourceDetector {

  private static final String SERVICE_NAME = "service.name";

  private final Map<String, String> properties;
  private final Map<String, String> environment;
  private final File root;

  /**
   * A detector over a given world.
   *
   * @param root where /proc and /etc are
   */
  ResourceDetector(Map<String, String> properties, Map<String, String> environment, File root) {
    this.properties = properties;
    this.environment = environment;
    this.root = root;
  }

  /** The resource of this process. */
  public static Resource detect(Config config, String agentVersion) {
    return new ResourceDetector(systemProperties(), System.getenv(), new File("/"))
        .detectAs(config, agentVersion);
  }

  private static Map<String, String> systemProperties() {
    Map<String, String> all = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = System.getProperty(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }

  Resource detectAs(Config config, String agentVersion) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    service(attributes);
    host(attributes);
    process(attributes);
    container(attributes);
    attributes.put("telemetry.sdk.name", "sonde");
    attributes.put("telemetry.sdk.language", "java");
    attributes.put("telemetry.sdk.version", agentVersion);
    attributes.put("telemetry.distro.name", "sonde");
    attributes.put("telemetry.distro.version", agentVersion);
    attributes.putAll(config.get(Property.RESOURCE_ATTRIBUTES));
    String name = config.get(Property.SERVICE_NAME);
    if (!name.isEmpty()) {
      attributes.put(SERVICE_NAME, name);
    }
    for (String disabled : config.get(Property.RESOURCE_DISABLED)) {
      attributes.remove(disabled);
    }
    return new Resource(attributes);
  }

  private void service(Map<String, Object> attributes) {
    LaunchCommand command =
        LaunchCommand.of(
            property("sun.java.command"), property("java.class.path"), File.pathSeparator);
    ApplicationManifest manifest = ApplicationManifest.of(command);
    String title = command.unpackedJar() == null ? null : manifest.title();
    String name = title == null ? command.serviceName() : title;
    attributes.put(SERVICE_NAME, name.isEmpty() ? "unknown_service:java" : name);
    put(attributes, "service.version", manifest.version());
    attributes.put("service.instance.id", randomId());
  }

  /** A random UUID: the kernel's, since the JVM's first one starts its security providers. */
  private String randomId() {
    String id = SystemFile.readLine(file("proc/sys/kernel/random/uuid"));
    return id == null ? UUID.randomUUID().toString() : id;
  }

  private void host(Map<String, Object> attributes) {
    put(attributes, "host.name", hostName());
    put(attributes, "host.arch", architecture(property("os.arch")));
    String system = property("os.name");
    put(attributes, "os.type", systemType(system));
    put(attributes, "os.version", property("os.version"));
    put(attributes, "os.description", (system + " " + property("os.version")).trim());
  }

  private @Nullable String hostName() {
    String name = environment.get("HOSTNAME");
    if (name == null || name.isEmpty()) {
      name = environment.get("COMPUTERNAME");
    }
    if (name == null || name.isEmpty()) {
      name = SystemFile.readLine(file("etc/hostname"));
    }
    return name == null ? SystemFile.readLine(file("proc/sys/kernel/hostname")) : name;
  }

  private void process(Map<String, Object> attributes) {
    Long id = ProcessId.find(file("proc/self/stat"));
    if (id != null) {
      attributes.put("process.pid", id);
    }
    put(attributes, "process.executable.path", executable());
    put(attributes, "process.runtime.name", property("java.runtime.name"));
    put(attributes, "process.runtime.version", property("java.runtime.version"));
    String machine =
        property("java.vm.vendor")
            + " "
            + property("java.vm.name")
            + " "
            + property("java.vm.version");
    put(attributes, "process.runtime.description", machine.trim());
  }

  private @Nullable String executable() {
    File link = file("proc/self/exe");
    try {
      if (link.exists()) {
        return link.getCanonicalPath();
      }
    } catch (IOException | SecurityException e) {
      return null;
    }
    File bin = new File(property("java.home"), "bin");
    File java = new File(bin, File.separatorChar == '\\' ? "java.exe" : "java");
    return java.exists() ? java.getPath() : null;
  }

  private void container(Map<String, Object> attributes) {
    String cgroup = SystemFile.read(file("proc/self/cgroup"));
    String mountinfo = SystemFile.read(file("proc/self/mountinfo"));
    List<Mounts.Mount> mounts =
        mountinfo == null ? Collections.<Mounts.Mount>emptyList() : Mounts.parse(mountinfo);
    put(attributes, "container.id", ContainerId.find(cgroup == null ? "" : cgroup, mounts));
    Pod.describe(
        attributes,
        environment,
        mounts,
        SystemFile.readLine(file("var/run/secrets/kubernetes.io/serviceaccount/namespace")));
  }

  private static String architecture(String name) {
    switch (name) {
      case "x86_64":
        return "amd64";
      case "aarch64":
        return "arm64";
      case "arm":
        return "arm32";
      case "i386":
      case "i686":
        return "x86";
      case "ppc":
        return "ppc32";
      case "ppc64le":
        return "ppc64";
      default:
        return name;
    }
  }

  private static @Nullable String systemType(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac") || lower.startsWith("darwin")) {
      return "darwin";
    }
    if (lower.startsWith("sunos")) {
      return "solaris";
    }
    if (lower.startsWith("hp-ux")) {
      return "hpux";
    }
    if (lower.startsWith("z/os")) {
      return "zos";
    }
    String[] plain = {"linux", "windows", "freebsd", "netbsd", "openbsd", "dragonflybsd", "aix"};
    for (String type : plain) {
      if (lower.startsWith(type)) {
        return type;
      }
    }
    return null;
  }

  private static void put(Map<String, Object> attributes, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      attributes.put(name, value);
    }
  }

  private String property(String name) {
    String value = properties.get(name);
    return value == null ? "" : value;
  }

  private File file(String path) {
    return new File(root, path);
  }
}
