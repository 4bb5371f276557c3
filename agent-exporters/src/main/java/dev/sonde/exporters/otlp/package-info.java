/**
 * OTLP: from operations and metrics straight to protobuf bytes, and from there to a receiver, by
 * one thread whose memory is bounded whatever the receiver does.
 */
package dev.sonde.exporters.otlp;
