package dev.sonde.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerTest {

  @TempDir Path root;

  @Test
  void aBareHostIsNone() throws IOException {
    put("proc/1/cgroup", "0::/init.scope\n");
    put("proc/self/mountinfo", "25 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw\n");

    assertThat(isAround()).isFalse();
  }

  @Test
  void aHostThatRunsContainersIsNone() throws IOException {
    put("proc/1/cgroup", "0::/init.scope\n");
    put(
        "proc/self/mountinfo",
        "25 1 259:2 / / rw - ext4 /dev/root rw\n"
            + "90 25 0:52 / /var/lib/docker/overlay2/abc/merged rw - overlay overlay rw\n"
            + "91 25 0:53 / /run/containerd/io/rootfs rw - overlay overlay rw\n"
            + "92 25 0:54 / /var/lib/kubelet/pods/1/volumes rw - tmpfs tmpfs rw\n");

    assertThat(isAround()).isFalse();
  }

  @Test
  void noProcFileSystemIsNone() {
    assertThat(isAround()).isFalse();
  }

  @Test
  void dockerLeavesAFile() throws IOException {
    put(".dockerenv", "");
    assertThat(isAround()).isTrue();
  }

  @Test
  void podmanLeavesAFile() throws IOException {
    put("run/.containerenv", "");
    assertThat(isAround()).isTrue();
  }

  @Test
  void kubernetesLeavesAVariable() {
    assertThat(Container.isAround(root.toFile(), Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1")))
        .isTrue();
  }

  @Test
  void theFirstProcessStandsInAGroupOfTheRuntime() throws IOException {
    put("proc/1/cgroup", "12:pids:/kubepods/burstable/pod1/abc\n");
    assertThat(isAround()).isTrue();
  }

  @Test
  void theRootIsAMountOfTheRuntime() throws IOException {
    put("proc/1/cgroup", "0::/\n");
    put(
        "proc/self/mountinfo",
        "600 500 0:50 / / rw - overlay overlay rw,lowerdir=/var/lib/containerd/snapshots/1/fs\n");
    assertThat(isAround()).isTrue();
  }

  @Test
  void theHostNameIsAMountOfTheRuntime() throws IOException {
    put(
        "proc/self/mountinfo",
        "600 500 0:50 / / rw - overlay overlay rw\n"
            + "601 600 8:1 /docker/containers/1/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n");
    assertThat(isAround()).isTrue();
  }

  private boolean isAround() {
    return Container.isAround(root.toFile(), Map.of());
  }

  private void put(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
