package dev.sonde.exporters.otlp;

import dev.sonde.core.Config;
import dev.sonde.core.Core;
import dev.sonde.core.Delivery;
import dev.sonde.core.Property;
import dev.sonde.exporters.wire.Address;
import dev.sonde.exporters.wire.Deadline;
import org.jspecify.annotations.Nullable;

/** Sends empty requests in the way that full ones would go: protocol, TLS, headers and all. */
public final class OtlpDelivery implements Delivery {

  private static final long MOST_MILLIS = 5_000;

  public OtlpDelivery() {}

  @Override
  public Attempt spans(Config config) {
    Attempt wrong = wrongAddress(config, Property.OTLP_TRACES_ENDPOINT);
    if (wrong != null) {
      return wrong;
    }
    return attempt(OtlpSettings.traces(config));
  }

  @Override
  public Attempt metrics(Config config) {
    Attempt wrong = wrongAddress(config, Property.OTLP_METRICS_ENDPOINT);
    if (wrong != null) {
      return wrong;
    }
    return attempt(OtlpSettings.metrics(config));
  }

  private static Attempt attempt(OtlpSettings settings) {
    Address address = settings.address();
    Sender sender = settings.sender(address, Core.version());
    try {
      sender.load(new ProtoBuffer());
      long millis = Math.min(MOST_MILLIS, settings.timeoutMillis());
      Outcome outcome = sender.send(Deadline.in(millis));
      return new Attempt(
          address.host() + ":" + address.port(), outcome.isTaken() ? null : outcome.reason);
    } finally {
      sender.close();
    }
  }

  /** An attempt that fails for the address' sake, or null for an address that is one. */
  private static @Nullable Attempt wrongAddress(Config config, Property<String> own) {
    Property<String> property = config.isSet(own) ? own : Property.OTLP_ENDPOINT;
    String text = config.get(property).trim();
    if (text.isEmpty() || Address.parse(text) != null) {
      return null;
    }
    return new Attempt(
        Config.shown(property.name(), text),
        "the value of " + property.name() + " is not an address such as http://localhost:4318");
  }
}
