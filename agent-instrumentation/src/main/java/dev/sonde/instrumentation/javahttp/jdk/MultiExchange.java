package dev.sonde.instrumentation.javahttp.jdk;

import java.util.concurrent.atomic.AtomicInteger;

/** All attempts at a request. */
public abstract class MultiExchange {

  public final AtomicInteger attempts = new AtomicInteger();

  protected MultiExchange() {}
}
