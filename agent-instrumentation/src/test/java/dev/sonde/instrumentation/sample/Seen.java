package dev.sonde.instrumentation.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the advices of the samples have seen. */
public final class Seen {

  public static final List<String> EVENTS = Collections.synchronizedList(new ArrayList<>());

  private Seen() {}
}
