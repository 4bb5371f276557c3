package dev.sonde.smoke;

import java.util.Locale;

/** An answer by the byte: {@code text} is all that came, its characters are the bytes. */
record HttpAnswer(String text) {

  /** 0 when the connection ended without an answer. */
  int status() {
    return text.isEmpty() ? 0 : Integer.parseInt(text.split(" ", 3)[1]);
  }

  private String head() {
    return text.substring(0, text.indexOf("\r\n\r\n") + 2);
  }

  /** The body without the frames of its chunks. */
  String body() {
    String raw = text.substring(text.indexOf("\r\n\r\n") + 4);
    if (!head().toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n")) {
      return raw;
    }
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int line = raw.indexOf("\r\n", at);
      int length = Integer.parseInt(raw.substring(at, line), 16);
      if (length == 0) {
        return body.toString();
      }
      body.append(raw, line + 2, line + 2 + length);
      at = line + 2 + length + 2;
    }
  }
}
