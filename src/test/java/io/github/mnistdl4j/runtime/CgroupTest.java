package io.github.mnistdl4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {
  @TempDir Path root;

  @Test
  void readsTheLimitOfAContainer() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/memory.max", "2147483648\n");
    assertThat(limit()).isEqualTo(2L << 30);
  }

  @Test
  void readsTheLimitOfAService() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/mnist.service\n");
    write("sys/fs/cgroup/system.slice/mnist.service/memory.max", "1073741824\n");
    assertThat(limit()).isEqualTo(1L << 30);
  }

  @Test
  void readsTheLimitOfVersion1WhereThePathIsTheHosts() throws IOException {
    write("proc/self/cgroup", "5:devices:/docker/1f\n4:memory:/docker/1f\n1:cpu,cpuacct:/\n0::/\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "402653184\n");
    assertThat(limit()).isEqualTo(384L << 20);
  }

  @Test
  void readsTheLimitOfVersion1OutsideAContainer() throws IOException {
    write("proc/self/cgroup", "4:hugetlb,memory:/batch/job\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/batch/job/memory.limit_in_bytes", "402653184\n");
    assertThat(limit()).isEqualTo(384L << 20);
  }

  @Test
  void findsNoLimitWhereThereIsNone() throws IOException {
    assertThat(limit()).isZero();
    write("proc/self/cgroup", "nonsense\n4:memory:/\n0::/\n");
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(limit()).isZero();
  }

  private long limit() {
    return Cgroup.memoryLimit(new SystemFiles(root));
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
