/** What uses Apache HttpClient 4; loaded once for each version of it. */
package dev.sonde.smoke.http.apache4;
