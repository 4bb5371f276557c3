/** What uses OkHttp; loaded once for each version of it. */
package dev.sonde.smoke.http.okhttp;
