/**
 * Apache HttpClient 5, the classic one where its core writes a request to a connection, the
 * asynchronous ones where an attempt begins and where the head of the response is there: below
 * redirects, retries and challenges, so that each of them is told.
 */
package dev.sonde.instrumentation.apachehttp5;
