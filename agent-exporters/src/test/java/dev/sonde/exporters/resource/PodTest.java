package dev.sonde.exporters.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodTest {

  private static final String MOUNTS =
      "700 655 254:1 /var/lib/kubelet/pods/8fa9a0d2-7bd6-4c39-b9ef-0a4fd1e0b9c1/containers/shop/"
          + "0d1e2f3a /dev/termination-log rw,relatime - ext4 /dev/vda1 rw\n"
          + "701 655 254:1 /var/lib/kubelet/pods/8fa9a0d2-7bd6-4c39-b9ef-0a4fd1e0b9c1/etc-hosts"
          + " /etc/hosts rw,relatime - ext4 /dev/vda1 rw\n";

  @Test
  void whatTheKubeletMountsNamesThePod() {
    assertThat(
            describe(
                Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOSTNAME", "shop-5d4f-x7k2p"),
                "retail"))
        .containsOnly(
            Map.entry("k8s.namespace.name", "retail"),
            Map.entry("k8s.pod.name", "shop-5d4f-x7k2p"),
            Map.entry("k8s.pod.uid", "8fa9a0d2-7bd6-4c39-b9ef-0a4fd1e0b9c1"),
            Map.entry("k8s.container.name", "shop"));
  }

  @Test
  void theDownwardApisVariablesWin() {
    Map<String, String> environment =
        Map.of(
            "KUBERNETES_SERVICE_HOST", "10.0.0.1",
            "HOSTNAME", "node-7",
            "POD_NAME", "shop-0",
            "KUBERNETES_POD_UID", "42",
            "K8S_CONTAINER_NAME", "web",
            "NODE_NAME", "node-7",
            "POD_NAMESPACE", "blue",
            "K8S_CLUSTER_NAME", "eu");
    assertThat(describe(environment, "retail"))
        .containsOnly(
            Map.entry("k8s.cluster.name", "eu"),
            Map.entry("k8s.namespace.name", "blue"),
            Map.entry("k8s.pod.name", "shop-0"),
            Map.entry("k8s.pod.uid", "42"),
            Map.entry("k8s.container.name", "web"),
            Map.entry("k8s.node.name", "node-7"));
  }

  @Test
  void thereIsNoPodOutsideKubernetes() {
    assertThat(describe(Map.of("HOSTNAME", "x", "CONTAINER_NAME", "y", "POD_NAME", "z"), null))
        .isEmpty();
  }

  private static Map<String, Object> describe(
      Map<String, String> environment, @Nullable String namespace) {
    Map<String, Object> attributes = new TreeMap<>();
    List<Mounts.Mount> mounts = Mounts.parse(MOUNTS);
    Pod.describe(attributes, environment, mounts, namespace);
    return attributes;
  }
}
