/** Remote calls: what is measured of them, on both sides. */
package dev.sonde.exporters.rpc;
