/** Applications that call each other by gRPC, over each transport, well and badly. */
package dev.sonde.smoke.interop;
