package dev.sonde.example.shop.customers;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were sent, by method, route and the answer's status. */
final class SentRequests {

  private static final String LOST = "lost";

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void answered(String method, String route, int status) {
    add(method + ' ' + route + ' ' + status);
  }

  /** One that got no answer. */
  void lost() {
    add(LOST);
  }

  private void add(String key) {
    counts.computeIfAbsent(key, unused -> new LongAdder()).increment();
  }

  /** A line for each: {@code GET /products/* 200 42}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new ConcurrentSkipListMap<>(counts)
        .forEach((key, count) -> text.append(key).append(' ').append(count.sum()).append('\n'));
    return text.toString();
  }
}
