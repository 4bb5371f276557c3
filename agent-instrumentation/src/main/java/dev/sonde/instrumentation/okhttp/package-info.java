/**
 * OkHttp, where its last interceptor writes a request to a connection: below redirects, retries,
 * its cache and the application's interceptors, none of which sees a header of the agent's.
 */
package dev.sonde.instrumentation.okhttp;
