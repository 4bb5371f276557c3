package dev.sonde.exporters.db;

import dev.sonde.boot.HttpServerOperation;
import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Counter;
import dev.sonde.exporters.metrics.Registry;
import dev.sonde.exporters.metrics.SeriesTable;

/** Finds requests that execute one statement again and again, and counts each once a statement. */
final class NPlusOne {

  private final int threshold;
  private final SeriesTable<Counter> requests;

  /**
   * @param threshold how often is still fine; 0 for any number
   */
  NPlusOne(int threshold, Registry registry) {
    this.threshold = threshold;
    this.requests = SeriesTable.counters(registry, Catalogue.DB_N_PLUS_ONE);
  }

  void executed(HttpServerOperation request, Statement statement) {
    if (threshold > 0 && !request.excluded && request.executes(statement.text()) == threshold + 1) {
      requests.find(request.route(), statement.text().summary(), null).add(1);
    }
  }
}
