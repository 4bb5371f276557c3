package dev.sonde.boot;

import org.jspecify.annotations.Nullable;

/** What a request that another thread sends takes there. */
final class HttpTask implements Kept {

  /** The context of the caller. */
  final @Nullable Context context;

  /** What the URL may be made of. */
  final String template;

  HttpTask(@Nullable Context context, String template) {
    this.context = context;
    this.template = template;
  }
}
