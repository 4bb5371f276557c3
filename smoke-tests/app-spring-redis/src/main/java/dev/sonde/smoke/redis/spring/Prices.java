package dev.sonde.smoke.redis.spring;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/** Knows what things cost, and how often it had to find out. */
public class Prices {

  private int asked;

  @Cacheable("hunter2-prices")
  public String of(String thing) {
    asked++;
    return thing + " costs " + asked;
  }

  @CachePut("hunter2-prices")
  public String change(String thing) {
    return thing + " costs more";
  }

  @CacheEvict("hunter2-prices")
  public void forget(String thing) {}

  @CacheEvict(cacheNames = "hunter2-prices", allEntries = true)
  public void forgetAll() {}
}
