package dev.sonde.exporters.rpc;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;

/** Who makes a call, and who serves it. */
enum RpcSide {
  CLIENT {
    @Override
    String label() {
      return "client";
    }

    @Override
    Metric active() {
      return Catalogue.RPC_CLIENT_ACTIVE_CALLS;
    }

    @Override
    Metric messages() {
      return Catalogue.RPC_CLIENT_MESSAGES;
    }
  },
  SERVER {
    @Override
    String label() {
      return "server";
    }

    @Override
    Metric active() {
      return Catalogue.RPC_SERVER_ACTIVE_CALLS;
    }

    @Override
    Metric messages() {
      return Catalogue.RPC_SERVER_MESSAGES;
    }
  };

  /** Its name, where both sides have one metric. */
  abstract String label();

  abstract Metric active();

  abstract Metric messages();
}
