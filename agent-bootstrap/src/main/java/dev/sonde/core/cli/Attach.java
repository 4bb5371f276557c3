package dev.sonde.core.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/** Has the agent start or end in a running JVM, and tells what came of it. */
final class Attach {

  private static final String AGENT = "dev.sonde.agent.SondeAgent";

  private final PrintStream out;
  private final PrintStream err;

  Attach(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  int load(String pid, String arguments) {
    String refusal = Candidate.refusal(new File("/proc"), pid);
    if (refusal != null) {
      return failed(refusal);
    }
    AttachApi api = AttachApi.find();
    if (api == null) {
      return failed(
          "This Java ("
              + System.getProperty("java.home")
              + ") can't attach; use the java command of a JDK.");
    }
    File answer = null;
    try {
      answer = File.createTempFile("sonde", ".answer");
      return load(api, pid, arguments, answer);
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      return failed("The agent can't be loaded: " + e);
    } finally {
      if (answer != null && !answer.delete()) {
        answer.deleteOnExit();
      }
    }
  }

  private int load(AttachApi api, String pid, String arguments, File answer)
      throws IOException, ReflectiveOperationException {
    Throwable failure = null;
    try {
      String file = answer.getAbsolutePath();
      boolean nameable = file.indexOf(';') < 0;
      api.load(pid, agentJar(), nameable ? "answer=" + file + ";" + arguments : arguments);
    } catch (Throwable e) {
      failure = e;
    }
    String line = answered(answer);
    if (line != null && line.startsWith("ok ")) {
      out.println("JVM " + pid + ": " + line.substring(3));
      return CommandLine.FINE;
    }
    if (line != null && line.startsWith("no ")) {
      return failed("JVM " + pid + ": " + line.substring(3));
    }
    // A JDK that attaches to Java 8 takes the sign of success there for a failure.
    if (failure == null || "0".equals(failure.getMessage())) {
      out.println(
          "JVM " + pid + ": the agent was loaded; what it has to say is in that JVM's own output.");
      return CommandLine.FINE;
    }
    return failed("JVM " + pid + " does not let the agent in: " + failure.getMessage());
  }

  private int failed(String line) {
    err.println(line);
    return CommandLine.FAILED;
  }

  /** The jar that this command line was started from. */
  private static String agentJar() throws ReflectiveOperationException {
    CodeSource source =
        ClassLoader.getSystemClassLoader().loadClass(AGENT).getProtectionDomain().getCodeSource();
    try {
      return new File(source.getLocation().toURI()).getAbsolutePath();
    } catch (java.net.URISyntaxException e) {
      throw new ReflectiveOperationException(e);
    }
  }

  private static @Nullable String answered(File file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(new FileInputStream(file), "UTF-8"))) {
      return reader.readLine();
    }
  }
}
