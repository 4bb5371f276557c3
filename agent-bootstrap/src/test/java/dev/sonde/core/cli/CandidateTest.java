package dev.sonde.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateTest {

  private static final String JVM =
      "7f00-7f01 r-xp 00000000 00:00 1 /usr/lib/jvm/java/lib/server/libjvm.so\n";

  @TempDir private Path processes;

  @BeforeEach
  void looksLikeLinux() throws Exception {
    Files.createDirectory(processes.resolve("self"));
  }

  @Test
  void aJvmThatTakesTheSignalMayBeAttachedTo() throws Exception {
    process(JVM, "Name:\tjava\nSigCgt:\t2000000181005ccf\n");

    assertThat(Candidate.refusal(processes.toFile(), "42")).isNull();
  }

  @Test
  void anotherProgramIsSentNothing() throws Exception {
    process("7f00-7f01 r-xp 00000000 00:00 1 /usr/sbin/nginx\n", "SigCgt:\tffffffffffffffff\n");

    assertThat(Candidate.refusal(processes.toFile(), "42"))
        .isEqualTo("The process 42 is not a JVM.");
  }

  @Test
  void aJvmThatTheSignalWouldEndIsSentNothing() throws Exception {
    process(JVM, "SigCgt:\t2000000181005ccb\n");

    assertThat(Candidate.refusal(processes.toFile(), "42")).contains("takes no attach");
  }

  @Test
  void aProcessThatIsNotThereIsSentNothing() {
    assertThat(Candidate.refusal(processes.toFile(), "42")).isEqualTo("There is no process 42.");
  }

  @Test
  void aProcessThatMayNotBeLookedAtIsSentNothing() throws Exception {
    Files.createDirectory(processes.resolve("42"));

    assertThat(Candidate.refusal(processes.toFile(), "42")).contains("another user's?");
  }

  @Test
  void nothingIsKnownWhereTheSystemTellsNothing() throws Exception {
    Files.delete(processes.resolve("self"));

    assertThat(Candidate.refusal(processes.toFile(), "42")).isNull();
  }

  private void process(String maps, String status) throws Exception {
    Path process = Files.createDirectory(processes.resolve("42"));
    Files.writeString(process.resolve("maps"), maps);
    Files.writeString(process.resolve("status"), status);
  }
}
