package dev.sonde.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent that is measured, and how a JVM is told to run with it. */
enum Agent {
  SONDE("sonde", "agent/target/sonde.jar") {
    @Override
    void configure(List<String> options, Sampling sampling, Sink sink, int metricsPort) {
      OPENTELEMETRY.configure(options, sampling, sink, metricsPort);
    }
  },

  OPENTELEMETRY("opentelemetry", peer("opentelemetry-javaagent")) {
    @Override
    void configure(List<String> options, Sampling sampling, Sink sink, int metricsPort) {
      switch (sampling) {
        case ALL -> {}
        case TENTH -> {
          options.add("-Dotel.traces.sampler=parentbased_traceidratio");
          options.add("-Dotel.traces.sampler.arg=" + sampling.ratio());
        }
        case NONE -> options.add("-Dotel.traces.sampler=always_off");
      }
      options.add("-Dotel.exporter.otlp.endpoint=" + url(sink));
      options.add("-Dotel.exporter.prometheus.port=" + metricsPort);
      options.add("-Dotel.metrics.exporter=prometheus");
      options.add("-Dotel.logs.exporter=none");
    }
  },

  /** With the families of libraries that Sonde has and no others, and with their metrics. */
  OPENTELEMETRY_CUT("opentelemetry cut", peer("opentelemetry-javaagent")) {
    @Override
    void configure(List<String> options, Sampling sampling, Sink sink, int metricsPort) {
      OPENTELEMETRY.configure(options, sampling, sink, metricsPort);
      options.add("-Dotel.semconv-stability.opt-in=database,rpc");
      options.add("-Dotel.instrumentation.common.default-enabled=false");
      for (String family : SONDES_FAMILIES) {
        options.add("-Dotel.instrumentation." + family + ".enabled=true");
      }
    }
  },

  DATADOG("datadog", peer("dd-java-agent")) {
    @Override
    void configure(List<String> options, Sampling sampling, Sink sink, int metricsPort) {
      options.add("-Ddd.service=benchmark");
      options.add("-Ddd.trace.agent.url=" + url(sink));
      options.add("-Ddd.dogstatsd.host=127.0.0.1");
      options.add("-Ddd.dogstatsd.port=" + sink.statsdPort());
      if (sampling != Sampling.ALL) {
        options.add("-Ddd.trace.sample.rate=" + sampling.ratio());
        // A ratio brings a limit of 100 traces a second with it, which would be another question.
        options.add("-Ddd.trace.rate.limit=1000000");
      }
    }
  },

  ELASTIC("elastic", peer("elastic-apm-agent")) {
    @Override
    void configure(List<String> options, Sampling sampling, Sink sink, int metricsPort) {
      options.add("-Delastic.apm.service_name=benchmark");
      options.add("-Delastic.apm.server_url=" + url(sink));
      // Or it asks the network where it runs.
      options.add("-Delastic.apm.cloud_provider=NONE");
      options.add("-Delastic.apm.transaction_sample_rate=" + sampling.ratio());
    }
  };

  private static final List<String> SONDES_FAMILIES =
      List.of(
          "servlet",
          "tomcat",
          "jetty",
          "undertow",
          "spring-webmvc",
          "jaxrs",
          "jdbc",
          "hikaricp",
          "tomcat-jdbc",
          "apache-dbcp",
          "c3p0",
          "vibur-dbcp",
          "alibaba-druid",
          "oracle-ucp",
          "executors",
          "runtime-telemetry");

  private final String label;
  private final String jar;

  Agent(String label, String jar) {
    this.label = label;
    this.jar = jar;
  }

  /** As it is called in the name of a variant. */
  String label() {
    return label;
  }

  /** Whether it serves its metrics over HTTP. */
  boolean isScraped() {
    return this == SONDE || this == OPENTELEMETRY || this == OPENTELEMETRY_CUT;
  }

  /**
   * The options of a JVM that runs with it.
   *
   * @param root the project's
   * @param metricsPort where it serves its metrics, if it does
   */
  final List<String> options(Path root, Sampling sampling, Sink sink, int metricsPort) {
    List<String> options = new ArrayList<>();
    options.add("-javaagent:" + root.resolve(jar));
    configure(options, sampling, sink, metricsPort);
    return options;
  }

  abstract void configure(List<String> options, Sampling sampling, Sink sink, int metricsPort);

  private static String peer(String artifact) {
    return "benchmarks/target/peers/" + artifact + ".jar";
  }

  private static String url(Sink sink) {
    return "http://127.0.0.1:" + sink.port();
  }
}
