/** What uses the JDK's {@code HttpURLConnection}. */
package dev.sonde.smoke.http.url;
