package dev.sonde.exporters.resource;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that Kubernetes gave the pod around this process: from the variables that people fill
 * with the downward API, else from what the kubelet mounts into each container.
 */
final class Pod {

  private Pod() {}

  static void describe(
      Map<String, Object> attributes,
      Map<String, String> environment,
      List<Mounts.Mount> mounts,
      @Nullable String namespace) {
    if (!environment.containsKey("KUBERNETES_SERVICE_HOST")) {
      return;
    }
    String folder = terminationLog(mounts);
    put(attributes, "k8s.cluster.name", variable(environment, "CLUSTER_NAME"), null);
    put(
        attributes,
        "k8s.namespace.name",
        first(variable(environment, "POD_NAMESPACE"), variable(environment, "NAMESPACE")),
        namespace);
    put(attributes, "k8s.pod.name", variable(environment, "POD_NAME"), environment.get("HOSTNAME"));
    put(attributes, "k8s.pod.uid", variable(environment, "POD_UID"), folderAfter(folder, "/pods/"));
    put(
        attributes,
        "k8s.container.name",
        variable(environment, "CONTAINER_NAME"),
        folderAfter(folder, "/containers/"));
    put(attributes, "k8s.node.name", variable(environment, "NODE_NAME"), null);
    put(attributes, "k8s.deployment.name", variable(environment, "DEPLOYMENT_NAME"), null);
  }

  private static void put(
      Map<String, Object> attributes,
      String name,
      @Nullable String value,
      @Nullable String otherwise) {
    String known = first(value, otherwise);
    if (known != null) {
      attributes.put(name, known);
    }
  }

  private static @Nullable String variable(Map<String, String> environment, String name) {
    return first(
        environment.get("K8S_" + name),
        first(environment.get("KUBERNETES_" + name), environment.get(name)));
  }

  private static @Nullable String first(@Nullable String value, @Nullable String otherwise) {
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /** {@code …/pods/UID/containers/NAME/HASH}, mounted for the container's last words. */
  private static String terminationLog(List<Mounts.Mount> mounts) {
    for (Mounts.Mount mount : mounts) {
      if (mount.point().equals("/dev/termination-log")) {
        return mount.root();
      }
    }
    return "";
  }

  private static @Nullable String folderAfter(String path, String parent) {
    int at = path.indexOf(parent);
    if (at < 0) {
      return null;
    }
    int start = at + parent.length();
    int end = path.indexOf('/', start);
    return end > start ? path.substring(start, end) : null;
  }
}
