package dev.sonde.boot;

/** What is known of a call that may have to wait for its channel, before it is started. */
final class RpcWaiting implements Kept {

  /** The library's own description of the method. */
  final Object descriptor;

  final String method;

  RpcWaiting(Object descriptor, String method) {
    this.descriptor = descriptor;
    this.method = method;
  }
}
