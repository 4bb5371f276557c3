package dev.sonde.smoke.redis.spring;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Beans for either client; the factory of its connections is registered by the application. */
@Configuration
@EnableCaching
public class Settings {

  @Bean
  StringRedisTemplate template(RedisConnectionFactory factory) {
    return new StringRedisTemplate(factory);
  }

  @Bean
  RedisCacheManager cacheManager(RedisConnectionFactory factory) {
    return RedisCacheManager.create(factory);
  }

  @Bean
  Prices prices() {
    return new Prices();
  }
}
