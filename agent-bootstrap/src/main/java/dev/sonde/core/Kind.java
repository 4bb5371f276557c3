package dev.sonde.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the text of a property becomes a value, and what people may write for it. */
abstract class Kind<T> {

  /** Says that a text is not a value of its kind; the message is never shown. */
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1;

    BadValue() {
      super(null, null, false, false);
    }
  }

  private final String allowed;

  Kind(String allowed) {
    this.allowed = allowed;
  }

  abstract T parse(String text) throws BadValue;

  /** What is left of a text that is not a value when what is not known is left out of it. */
  T known(String text) throws BadValue {
    throw new BadValue();
  }

  /** What is allowed, for a person. */
  final String allowed() {
    return allowed;
  }

  static final Kind<String> TEXT =
      new Kind<String>("any text") {
        @Override
        String parse(String text) {
          return text;
        }
      };

  static final Kind<Boolean> SWITCH =
      new Kind<Boolean>("true or false (1/0, yes/no, on/off)") {
        @Override
        Boolean parse(String text) throws BadValue {
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true":
            case "1":
            case "yes":
            case "on":
              return Boolean.TRUE;
            case "false":
            case "0":
            case "no":
            case "off":
              return Boolean.FALSE;
            default:
              throw new BadValue();
          }
        }
      };

  /** A time in milliseconds; a bare number is milliseconds, as {@code otel.*} has it. */
  static final Kind<Long> DURATION =
      new Kind<Long>("a duration such as 500ms, 5s, 2m, 1h, or milliseconds") {
        @Override
        Long parse(String text) throws BadValue {
          return scaled(
              text,
              "ms",
              1,
              "s",
              1_000,
              "m",
              60_000,
              "min",
              60_000,
              "h",
              3_600_000,
              "d",
              86_400_000,
              "",
              1);
        }
      };

  static final Kind<Long> SIZE =
      new Kind<Long>("a size such as 512, 64KiB, 10MiB, 1GB") {
        @Override
        Long parse(String text) throws BadValue {
          return scaled(
              text,
              "",
              1,
              "b",
              1,
              "k",
              1 << 10,
              "kib",
              1 << 10,
              "kb",
              1_000,
              "m",
              1 << 20,
              "mib",
              1 << 20,
              "mb",
              1_000_000,
              "g",
              1 << 30,
              "gib",
              1 << 30,
              "gb",
              1_000_000_000);
        }
      };

  static final Kind<Double> RATIO =
      new Kind<Double>("a number from 0 to 1, or a percentage such as 10%") {
        @Override
        Double parse(String text) throws BadValue {
          boolean percent = text.endsWith("%");
          try {
            double value =
                Double.parseDouble(percent ? text.substring(0, text.length() - 1).trim() : text);
            double ratio = percent ? value / 100 : value;
            if (ratio >= 0 && ratio <= 1) {
              return ratio;
            }
          } catch (NumberFormatException e) {
            throw new BadValue();
          }
          throw new BadValue();
        }
      };

  static final Kind<List<String>> LIST =
      new Kind<List<String>>("a list, separated by commas") {
        @Override
        List<String> parse(String text) {
          return items(text);
        }
      };

  /** Names of headers or methods, of the characters that HTTP allows in them. */
  static final Kind<List<String>> NAMES =
      new Kind<List<String>>("a list of names, separated by commas") {
        @Override
        List<String> parse(String text) throws BadValue {
          List<String> names = items(text);
          for (String name : names) {
            if (!isName(name)) {
              throw new BadValue();
            }
          }
          return names;
        }
      };

  /** The name of a header that an answer can have without being another answer. */
  static final Kind<String> HEADER =
      new Kind<String>("the name of a header that means nothing to HTTP itself") {
        @Override
        String parse(String text) throws BadValue {
          if (!text.isEmpty() && (!isName(text) || means(text.toLowerCase(Locale.ROOT)))) {
            throw new BadValue();
          }
          return text;
        }

        private boolean means(String name) {
          return name.startsWith("content-") || MEANINGFUL.contains(name);
        }
      };

  private static final List<String> MEANINGFUL =
      Collections.unmodifiableList(
          Arrays.asList(
              "connection",
              "date",
              "keep-alive",
              "location",
              "set-cookie",
              "trailer",
              "transfer-encoding",
              "upgrade",
              "www-authenticate"));

  private static final String IN_NAMES = "!#$%&'*+-.^_`|~";

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '~' || (!Character.isLetterOrDigit(c) && IN_NAMES.indexOf(c) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** Patterns of paths. */
  static final Kind<List<String>> PATHS =
      new Kind<List<String>>("a list of paths such as /health,/static/*,*.css") {
        @Override
        List<String> parse(String text) throws BadValue {
          List<String> paths = items(text);
          for (String path : paths) {
            checkPath(path);
          }
          return paths;
        }
      };

  /** What begins in another way is the pattern of no path. */
  private static void checkPath(String pattern) throws BadValue {
    if (!pattern.startsWith("/") && !pattern.startsWith("*")) {
      throw new BadValue();
    }
  }

  /** {@code key=value,key=value}, values percent-encoded as the OTLP specification has it. */
  static final Kind<Map<String, String>> PAIRS =
      new Kind<Map<String, String>>("pairs such as key=value,key=value") {
        @Override
        Map<String, String> parse(String text) throws BadValue {
          Map<String, String> pairs = new LinkedHashMap<>();
          for (String item : items(text)) {
            int equals = item.indexOf('=');
            if (equals <= 0) {
              throw new BadValue();
            }
            pairs.put(
                item.substring(0, equals).trim(),
                percentDecoded(item.substring(equals + 1).trim()));
          }
          return Collections.unmodifiableMap(pairs);
        }
      };

  /** {@code pattern=ratio,pattern=ratio}, in the order in which they are written. */
  static final Kind<Map<String, Double>> RATIOS =
      new Ratios("pairs such as /health=0,/checkout/*=1.0", true);

  /** The same for methods of remote calls. */
  static final Kind<Map<String, Double>> METHOD_RATIOS =
      new Ratios("pairs such as shop.Cart/*=0.1,*/Check=0", false);

  private static final class Ratios extends Kind<Map<String, Double>> {
    private final boolean ofPaths;

    Ratios(String allowed, boolean ofPaths) {
      super(allowed);
      this.ofPaths = ofPaths;
    }

    @Override
    Map<String, Double> parse(String text) throws BadValue {
      Map<String, Double> ratios = new LinkedHashMap<>();
      for (String item : items(text)) {
        int equals = item.lastIndexOf('=');
        if (equals <= 0) {
          throw new BadValue();
        }
        if (ofPaths) {
          checkPath(item);
        }
        ratios.put(
            item.substring(0, equals).trim(), RATIO.parse(item.substring(equals + 1).trim()));
      }
      return Collections.unmodifiableMap(ratios);
    }
  }

  static Kind<Integer> number(int least, int most) {
    return new Kind<Integer>("a whole number from " + least + " to " + most) {
      @Override
      Integer parse(String text) throws BadValue {
        try {
          int value = Integer.parseInt(text);
          if (value >= least && value <= most) {
            return value;
          }
        } catch (NumberFormatException e) {
          throw new BadValue();
        }
        throw new BadValue();
      }
    };
  }

  static Kind<String> choice(String... values) {
    return new Kind<String>("one of " + String.join(", ", values)) {
      @Override
      String parse(String text) throws BadValue {
        return chosen(text, values);
      }
    };
  }

  static Kind<List<String>> choices(String... values) {
    return new Kind<List<String>>("a list of " + String.join(", ", values)) {
      @Override
      List<String> parse(String text) throws BadValue {
        List<String> chosen = new ArrayList<>();
        for (String item : items(text)) {
          chosen.add(chosen(item, values));
        }
        return Collections.unmodifiableList(chosen);
      }

      @Override
      List<String> known(String text) throws BadValue {
        List<String> known = new ArrayList<>();
        for (String item : items(text)) {
          for (String value : values) {
            if (value.equalsIgnoreCase(item)) {
              known.add(value);
            }
          }
        }
        if (known.isEmpty()) {
          throw new BadValue();
        }
        return Collections.unmodifiableList(known);
      }
    };
  }

  private static String chosen(String text, String[] values) throws BadValue {
    for (String value : values) {
      if (value.equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new BadValue();
  }

  private static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String item = text.substring(start, end).trim();
      if (!item.isEmpty()) {
        items.add(item);
      }
      start = end + 1;
    }
    return Collections.unmodifiableList(items);
  }

  private static String percentDecoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    try {
      return java.net.URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
    } catch (java.io.UnsupportedEncodingException | IllegalArgumentException e) {
      return text;
    }
  }

  /** A number, a fraction allowed, with one of the units; pairs of a unit and its factor follow. */
  private static Long scaled(String text, Object... unitsAndFactors) throws BadValue {
    int split = 0;
    while (split < text.length()
        && (Character.isDigit(text.charAt(split)) || text.charAt(split) == '.')) {
      split++;
    }
    String unit = text.substring(split).trim().toLowerCase(Locale.ROOT);
    try {
      double number = Double.parseDouble(text.substring(0, split));
      for (int i = 0; i < unitsAndFactors.length; i += 2) {
        if (unit.equals(unitsAndFactors[i])) {
          double value = number * ((Number) unitsAndFactors[i + 1]).doubleValue();
          if (value <= 1L << 53) {
            return Math.round(value);
          }
        }
      }
    } catch (NumberFormatException e) {
      throw new BadValue();
    }
    throw new BadValue();
  }
}
