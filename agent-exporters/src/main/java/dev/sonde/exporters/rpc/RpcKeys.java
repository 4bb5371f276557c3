package dev.sonde.exporters.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys of metadata that can be told, by their names. */
public final class RpcKeys {

  private static final String BINARY = "-bin";

  private RpcKeys() {}

  /** Those of the names that are keys of texts, in lower case; a library refuses others. */
  public static String[] of(List<String> names) {
    List<String> keys = new ArrayList<>();
    for (String name : names) {
      String key = name.toLowerCase(Locale.ROOT);
      if (isKey(key) && !key.endsWith(BINARY)) {
        keys.add(key);
      }
    }
    return keys.toArray(new String[0]);
  }

  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!isLetter && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
