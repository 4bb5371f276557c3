/** An application that sends HTTP requests by several versions of several clients. */
package dev.sonde.smoke.http;
