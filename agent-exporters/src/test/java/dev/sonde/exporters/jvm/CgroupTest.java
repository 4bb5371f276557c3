package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {

  private static final String UNIFIED =
      "31 23 0:26 / /sys/fs/cgroup ro,nosuid,nodev - cgroup2 cgroup rw,nsdelegate\n";

  private static final String SPLIT =
      "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n"
          + "32 31 0:29 ROOT /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
          + "35 31 0:32 ROOT /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n"
          + "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";

  private static final String SPLIT_PATHS = "5:memory:PATH\n3:cpu,cpuacct:PATH\n0::/\n";

  @TempDir Path root;

  @Test
  void version2InAContainersNameSpace() throws IOException {
    write("sys/fs/cgroup/memory.max", "536870912\n");
    write("sys/fs/cgroup/memory.current", "104857600\n");
    write("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_throttled 3\nthrottled_usec 2500000\n");
    assertTold(Cgroup.find("0::/\n", UNIFIED, root.toFile()), 536870912, 104857600, 2.5);
  }

  @Test
  void version2TakesTheLeastLimitOnTheWayUp() throws IOException {
    write("sys/fs/cgroup/kube.slice/pod.slice/c.scope/memory.max", "max\n");
    write("sys/fs/cgroup/kube.slice/pod.slice/c.scope/memory.current", "7\n");
    write("sys/fs/cgroup/kube.slice/pod.slice/memory.max", "2000\n");
    write("sys/fs/cgroup/kube.slice/memory.max", "3000\n");
    Cgroup group = Cgroup.find("0::/kube.slice/pod.slice/c.scope\n", UNIFIED, root.toFile());
    assertTold(group, 2000, 7, -1);
  }

  @Test
  void version2WithoutLimit() throws IOException {
    write("sys/fs/cgroup/memory.max", "max\n");
    assertTold(Cgroup.find("0::/../x\n", UNIFIED, root.toFile()), -1, -1, -1);
  }

  @Test
  void version1InAContainer() throws IOException {
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "268435456\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "1000\n");
    write("sys/fs/cgroup/cpu,cpuacct/cpu.stat", "nr_periods 1\nthrottled_time 1500000000\n");
    String mounts = SPLIT.replace("ROOT", "/docker/3f5c");
    String paths = SPLIT_PATHS.replace("PATH", "/docker/3f5c");
    assertTold(Cgroup.find(paths, mounts, root.toFile()), 268435456, 1000, 1.5);
  }

  @Test
  void version1OnTheHost() throws IOException {
    write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "4096\n");
    write("sys/fs/cgroup/memory/a/b/memory.usage_in_bytes", "5\n");
    String paths = SPLIT_PATHS.replace("PATH", "/a/b");
    assertTold(Cgroup.find(paths, SPLIT.replace("ROOT", "/"), root.toFile()), 4096, 5, -1);
  }

  @Test
  void aPathThatTheContainerCantSeeIsItsMount() throws IOException {
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "5\n");
    String paths = SPLIT_PATHS.replace("PATH", "/docker/3f5c");
    assertTold(Cgroup.find(paths, SPLIT.replace("ROOT", "/"), root.toFile()), -1, 5, -1);
  }

  @Test
  void whereThereIsNoneNothingIsKnown() throws IOException {
    assertTold(Cgroup.find("", "", root.toFile()), -1, -1, -1);
    assertTold(Cgroup.find("garbage", "more - garbage\n- \n", root.toFile()), -1, -1, -1);
    write("sys/fs/cgroup/memory.current", "many\n");
    assertTold(Cgroup.find("0::/\n", UNIFIED, root.toFile()), -1, -1, -1);
  }

  private static void assertTold(Cgroup group, long limit, long usage, double throttled) {
    assertThat(group.memoryLimit()).isEqualTo(limit);
    assertThat(group.memoryUsage()).isEqualTo(usage);
    assertThat(group.throttledSeconds()).isEqualTo(throttled, within(1e-9));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
