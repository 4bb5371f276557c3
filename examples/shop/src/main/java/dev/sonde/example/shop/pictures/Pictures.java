package dev.sonde.example.shop.pictures;

import dev.sonde.example.shop.web.WebServer;

/** {@code Pictures PORT}: a store of objects that keeps them in its memory. */
public final class Pictures {

  private Pictures() {}

  public static void main(String[] args) throws Exception {
    new WebServer(Integer.parseInt(args[0])).serve("/*", new S3Servlet()).open();
  }
}
