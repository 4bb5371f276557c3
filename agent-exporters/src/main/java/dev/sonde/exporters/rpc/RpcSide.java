package dev.sonde.exporters.rpc;

import dev.sonde.exporters.metrics.Catalogue;
import dev.sonde.exporters.metrics.Metric;

/** Who makes a call, and who serves it. */
enum RpcSide {
  CLIENT {
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
    Metric active() {
      return Catalogue.RPC_SERVER_ACTIVE_CALLS;
    }

    @Override
    Metric messages() {
      return Catalogue.RPC_SERVER_MESSAGES;
    }
  };

  abstract Metric active();

  abstract Metric messages();
}
