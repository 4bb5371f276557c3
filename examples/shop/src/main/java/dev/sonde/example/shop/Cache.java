package dev.sonde.example.shop;

import com.github.fppt.jedismock.RedisServer;

/** {@code Cache PORT}: stands in for Redis where none is installed. */
final class Cache {

  private Cache() {}

  public static void main(String[] args) throws Exception {
    RedisServer.newRedisServer(Integer.parseInt(args[0])).start();
    Thread.currentThread().join();
  }
}
