package dev.sonde.smoke.jaxrs;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;

/** Orders, which answer at once, later, or not at all. */
@Path("orders")
@Produces("text/plain")
public class Orders {

  @GET
  public String all() {
    return "orders";
  }

  @GET
  @Path("{id}")
  public String order(@PathParam("id") String id) {
    return "order " + id;
  }

  @GET
  @Path("numbered/{number: [0-9]{1,9}}")
  public String numbered(@PathParam("number") int number) {
    return "order " + number;
  }

  @Path("{id}/lines")
  public Lines lines(@PathParam("id") String id) {
    return new Lines(id);
  }

  @GET
  @Path("{id}/fail")
  public String fail(@PathParam("id") String id) {
    throw new IllegalStateException("thrown by the application");
  }

  @GET
  @Path("{id}/missing")
  public String missing(@PathParam("id") String id) {
    throw new Shop.MissingOrderException();
  }

  @GET
  @Path("{id}/closed")
  public String closed(@PathParam("id") String id) {
    throw new Shop.ClosedException();
  }

  @GET
  @Path("{id}/later")
  public void later(@PathParam("id") String id, @Suspended AsyncResponse response) {
    new Thread(() -> response.resume("order " + id)).start();
  }

  /** The lines of one order. */
  @Produces("text/plain")
  public static final class Lines {
    private final String order;

    Lines(String order) {
      this.order = order;
    }

    @GET
    public String all() {
      return "lines of order " + order;
    }

    @GET
    @Path("{line}")
    public String line(@PathParam("line") int line) {
      return "line " + line + " of order " + order;
    }

    @Path("{line}/parts")
    public Parts parts(@PathParam("line") int line) {
      return new Parts();
    }
  }

  /** The parts of one line. */
  @Produces("text/plain")
  public static final class Parts {
    @GET
    @Path("{part}")
    public String part(@PathParam("part") String part) {
      return "part " + part;
    }
  }
}
