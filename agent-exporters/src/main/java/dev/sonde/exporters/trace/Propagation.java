package dev.sonde.exporters.trace;

import dev.sonde.boot.Context;
import dev.sonde.boot.Current;
import dev.sonde.boot.Operation;
import dev.sonde.boot.Origin;
import dev.sonde.core.Config;
import dev.sonde.core.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a context travels from process to process: in the headers of the configured forms, the first
 * valid one of which counts.
 */
public final class Propagation {

  private static final String BAGGAGE = "baggage";

  private final TraceForm[] forms;

  /** Where in {@link #fields} the headers of each form begin. */
  private final int[] firsts;

  /** Where in {@link #fields} the baggage is; -1 when it does not travel. */
  private final int baggage;

  private final String[] fields;

  private Propagation(List<String> names) {
    List<TraceForm> chosen = new ArrayList<>();
    List<String> headers = new ArrayList<>();
    int baggageField = -1;
    int[] begins = new int[names.size()];
    for (String name : names) {
      TraceForm form = TraceForm.named(name);
      if (form != null && !chosen.contains(form)) {
        begins[chosen.size()] = headers.size();
        chosen.add(form);
        headers.addAll(form.headers());
      } else if (name.equals(BAGGAGE) && baggageField < 0) {
        baggageField = headers.size();
        headers.add(BAGGAGE);
      }
    }
    this.forms = chosen.toArray(new TraceForm[0]);
    this.firsts = begins;
    this.baggage = baggageField;
    this.fields = headers.toArray(new String[0]);
  }

  public static Propagation of(Config config) {
    return new Propagation(config.get(Property.PROPAGATORS));
  }

  static Propagation of(String... names) {
    return new Propagation(Arrays.asList(names));
  }

  /** The headers to read from a request, in the order of {@link Current#incoming}. */
  public String[] fields() {
    return fields;
  }

  /** Reads what came with a request into a clear origin. Whatever came, this does not throw. */
  Incoming extract(Current thread, Origin to) {
    if (!thread.hasIncoming()) {
      return Incoming.NOTHING;
    }
    if (baggage >= 0) {
      to.baggage = Baggage.read(thread.incoming(baggage));
    }
    Incoming found = Incoming.NOTHING;
    for (int i = 0; i < forms.length && found == Incoming.NOTHING; i++) {
      found = forms[i].read(thread, firsts[i], to);
    }
    thread.clearIncoming();
    return found;
  }

  /** Writes a context to an outgoing request in all configured forms. */
  public <C> void inject(Context context, C carrier, HeaderSetter<C> setter) {
    for (int i = 0; i < fields.length; i++) {
      String value = header(context, i);
      if (value != null) {
        setter.set(carrier, fields[i], value);
      }
    }
  }

  /**
   * What the header {@code field} of {@link #fields} is for an outgoing request; null for none. The
   * trace of an undecided operation stays here: handed on as unsampled, it would forbid the callee
   * a trace of its own.
   */
  public @Nullable String header(Context context, int field) {
    if (field == baggage) {
      return context.baggage;
    }
    if (!travels(context)) {
      return null;
    }
    int form = form(field);
    return forms[form].value(context, field - firsts[form]);
  }

  /** The same in bytes, for a library that sends such. */
  public byte @Nullable [] headerBytes(Context context, int field) {
    if (field == baggage) {
      return TraceForm.bytes(context.baggage);
    }
    if (!travels(context)) {
      return null;
    }
    int form = form(field);
    return forms[form].bytes(context, field - firsts[form]);
  }

  private static boolean travels(Context context) {
    boolean undecided = context instanceof Operation && ((Operation) context).undecided;
    return !undecided && context.hasTrace();
  }

  /** Which of the forms a field is of. */
  private int form(int field) {
    int form = forms.length - 1;
    while (form > 0 && firsts[form] > field) {
      form--;
    }
    return form;
  }
}
