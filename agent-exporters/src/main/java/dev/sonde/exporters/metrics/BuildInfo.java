package dev.sonde.exporters.metrics;

import org.jspecify.annotations.Nullable;

/** Tells which agent runs on which Java. */
public final class BuildInfo implements Observer {

  /** The release of the semantic conventions that the catalogue follows. */
  private static final String CONVENTIONS = "1.44.0";

  private final String version;
  private final @Nullable String commit;

  public BuildInfo(String version, @Nullable String commit) {
    this.version = version;
    this.commit = commit;
  }

  @Override
  public void observe(Sink sink) {
    String java = System.getProperty("java.version");
    sink.value(Catalogue.SONDE_BUILD_INFO, 1, version, commit, CONVENTIONS, java);
  }
}
