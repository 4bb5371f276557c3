package dev.sonde.example.shop.front;

import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.JedisPooled;

/** What customers have put into their carts, in Redis. */
final class Carts {

  private static final long SECONDS_KEPT = TimeUnit.MINUTES.toSeconds(30);

  private final JedisPooled redis;

  Carts(JedisPooled redis) {
    this.redis = redis;
  }

  int open() {
    return (int) redis.incr("carts");
  }

  void put(int cart, int product) {
    String key = key(cart);
    redis.rpush(key, Integer.toString(product));
    redis.expire(key, SECONDS_KEPT);
  }

  List<Integer> products(int cart) {
    return redis.lrange(key(cart), 0, -1).stream().map(Integer::valueOf).toList();
  }

  void close(int cart) {
    redis.del(key(cart));
  }

  private static String key(int cart) {
    return "cart:" + cart;
  }
}
