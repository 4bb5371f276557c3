/** What uses Apache HttpClient 5; loaded once for each version of it. */
package dev.sonde.smoke.http.apache5;
