package dev.sonde.smoke.jaxrs;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The resources, and what becomes of their exceptions. */
public final class Shop extends Application {

  /** There is no such order. */
  @SuppressWarnings("serial")
  static final class MissingOrderException extends RuntimeException {}

  /** The shop is closed. */
  @SuppressWarnings("serial")
  static final class ClosedException extends RuntimeException {}

  @Override
  public Set<Class<?>> getClasses() {
    return new HashSet<>(Arrays.<Class<?>>asList(Orders.class, Missing.class, Closed.class));
  }

  /** Not found. */
  public static final class Missing implements ExceptionMapper<MissingOrderException> {
    @Override
    public Response toResponse(MissingOrderException e) {
      return Response.status(404).entity("missing").type("text/plain").build();
    }
  }

  /** Unavailable. */
  public static final class Closed implements ExceptionMapper<ClosedException> {
    @Override
    public Response toResponse(ClosedException e) {
      return Response.status(503).entity("closed").type("text/plain").build();
    }
  }
}
