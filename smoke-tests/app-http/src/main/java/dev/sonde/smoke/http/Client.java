package dev.sonde.smoke.http;

/** Sends requests by one version of a client, which follows redirects. */
public interface Client {

  /**
   * Sends a request.
   *
   * @param body null for none
   * @return the response's status and body
   */
  String call(String method, String url, String body, int timeoutMillis) throws Exception;

  /** How often it tries to connect to a server that does not listen. */
  default int connects() {
    return 1;
  }

  /** Whether it sends a request again without a word when the server closes the connection. */
  default boolean repeatsInside() {
    return false;
  }

  /** Reads a body part by part, keeps none of it, and tells how long it was. */
  default long drain(String url) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** What this client alone can do. */
  default void more(Scenario scenario) throws Exception {}
}
