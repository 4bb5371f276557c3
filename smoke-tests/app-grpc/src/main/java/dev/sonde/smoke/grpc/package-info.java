/** An application that calls itself by gRPC. */
package dev.sonde.smoke.grpc;
