package dev.sonde.instrumentation.httpurlconnection.jdk;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The headers of a request or a response. */
public abstract class MessageHeader {

  protected MessageHeader() {}

  public abstract void set(String name, String value);

  public abstract @Nullable String findValue(String name);

  public abstract @Nullable String getValue(int index);

  public abstract Iterator<String> multiValueIterator(String name);
}
