package dev.sonde.smoke.app;

import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests that Jdbi publishes, those that need no server, and prints how each of them ended:
 *
 * <pre>
 * OUTCOME [engine:junit-jupiter]/[class:org.jdbi.v3.core.TestHandle]/[method:testInTransaction()] SUCCESSFUL
 * OUTCOME … FAILED java.sql.SQLException
 * </pre>
 */
public final class JdbiTests {

  private JdbiTests() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("org.jdbi.v3"))
            .filters(excludeClassNamePatterns(args))
            .build();
    LauncherFactory.create().execute(request, new Outcomes(out));
    out.flush();
    System.exit(0);
  }

  private static final class Outcomes implements TestExecutionListener {

    private final PrintStream out;

    Outcomes(PrintStream out) {
      this.out = out;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      out.println("OUTCOME " + test.getUniqueId() + " SKIPPED");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
        String thrown = result.getThrowable().map(e -> " " + e.getClass().getName()).orElse("");
        out.println("OUTCOME " + test.getUniqueId() + ' ' + result.getStatus() + thrown);
        result.getThrowable().ifPresent(Throwable::printStackTrace);
      }
    }
  }
}
