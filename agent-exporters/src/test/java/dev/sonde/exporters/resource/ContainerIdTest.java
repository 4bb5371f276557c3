package dev.sonde.exporters.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerIdTest {

  private static final String ID =
      "3f5c0d2a9b8e47716c0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566f";
  private static final String OTHER =
      "00aa11bb22cc33dd44ee55ff66778899aabbccddeeff00112233445566778899";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // version 1
        "/docker/%s",
        "/system.slice/docker-%s.scope",
        "/kubepods/burstable/pod8fa9a0d2-7bd6-4c39-b9ef-0a4fd1e0b9c1/%s",
        "/kubepods.slice/kubepods-pod8fa9a0d2.slice/cri-containerd-%s.scope",
        "/kubepods.slice/kubepods-besteffort.slice/crio-%s.scope",
        "/system.slice/containerd.service/kubepods-burstable-pod8fa9.slice:cri-containerd:%s",
        "/machine.slice/libpod-%s.scope",
        // version 2 and Podman's folder below
        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-%s.scope/container",
        "/../cri-containerd-%s.scope",
        // a cluster inside a container
        "/docker/00aa11bb22cc33dd44ee55ff66778899aabbccddeeff00112233445566778899/kubelet/pods/%s",
      })
  void standsInTheCgroupPath(String path) {
    String line = path.replace("%s", ID);
    assertThat(find("12:pids:/\n11:memory:" + line + "\n1:name=systemd:" + line + "\n", ""))
        .isEqualTo(ID);
    assertThat(find("0::" + line + "\n", "")).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0::/\n",
        "0::/user.slice/user-1000.slice/session-2.scope\n",
        "4:memory:/process_api/755b9de44e24cbd7e16d5a54887eb476\n",
        "0::/system.slice/a3f5c0d2a9b8e47716c0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566f\n",
        "garbage\n\n:::\n",
        "",
      })
  void isAbsentOutsideAContainer(String cgroup) {
    assertThat(find(cgroup, "22 27 0:21 / /proc rw,relatime - proc proc rw\n")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Docker
        "/var/lib/docker/containers/%s/hostname /etc/hostname",
        // a data root of its own
        "/containers/%s/hosts /etc/hosts",
        // Podman with and without root
        "/containers/storage/overlay-containers/%s/userdata/hostname /etc/hostname",
        "/user/1000/containers/overlay-containers/%s/userdata/resolv.conf /etc/resolv.conf",
        // nerdctl
        "/var/lib/nerdctl/1935db59/containers/default/%s/hostname /etc/hostname",
      })
  void standsInTheRuntimesFolderWhereTheCgroupIsHidden(String mount) {
    assertThat(find("0::/\n", mountinfo(mount.replace("%s", ID)))).isEqualTo(ID);
  }

  @Test
  void standsInTheMountedCgroupWhereTheNameSpaceIsTheHosts() {
    String line =
        "678 655 0:30 /kubepods.slice/crio-"
            + ID
            + ".scope /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw\n";
    assertThat(find("0::/\n", line)).isEqualTo(ID);
  }

  @Test
  void isNotTheSandboxesOfAPod() {
    String containerd =
        "/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/" + OTHER + "/hostname";
    assertThat(find("0::/\n", mountinfo(containerd + " /etc/hostname"))).isNull();
    String crio = "/containers/storage/overlay-containers/" + OTHER + "/userdata/hostname";
    String hosts = "/var/lib/kubelet/pods/8fa9a0d2-7bd6/etc-hosts /etc/hosts";
    assertThat(find("0::/\n", mountinfo(crio + " /etc/hostname") + mountinfo(hosts))).isNull();
  }

  private static String mountinfo(String rootAndPoint) {
    return "600 590 0:55 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/x/"
        + OTHER
        + "\n"
        + "678 655 254:1 "
        + rootAndPoint
        + " rw,relatime - ext4 /dev/vda1 rw,discard\n";
  }

  private static @Nullable String find(String cgroup, String mountinfo) {
    return ContainerId.find(cgroup, Mounts.parse(mountinfo));
  }
}
