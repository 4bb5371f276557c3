/**
 * Apache HttpClient 4, where its core writes a request to a connection and reads the head of the
 * response: below redirects, retries and challenges, so that each of them is told. Of the
 * asynchronous client the handler of a call, by which all of that comes, too.
 */
package dev.sonde.instrumentation.apachehttp4;
