package dev.sonde.benchmarks.boot;

import dev.sonde.benchmarks.UsageServlet;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/** Serves an order from H2 in memory, on loopback and on a free port. */
@SpringBootApplication
public class BootServer {

  /** Starts it. */
  public static void main(String[] arguments) {
    SpringApplication.run(BootServer.class, arguments);
  }

  /** Has the first order stored, and says that it is ready. */
  @Bean
  ApplicationRunner ready(
      PurchaseRepository purchases, ServletWebServerApplicationContext context) {
    return arguments -> {
      purchases.save(new Purchase(1, "customer 1"));
      System.out.println("READY " + context.getWebServer().getPort());
    };
  }

  @Bean
  ServletRegistrationBean<UsageServlet> usage() {
    return new ServletRegistrationBean<>(new UsageServlet(), "/usage");
  }
}
