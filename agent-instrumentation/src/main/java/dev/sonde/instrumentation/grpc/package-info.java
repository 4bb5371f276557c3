/**
 * gRPC: on a client below all interceptors of the application and above retries, on a server above
 * all of them, from the headers of a stream until that is closed. The library's own classes are
 * woven; no interceptor is added.
 */
package dev.sonde.instrumentation.grpc;
