package dev.sonde.smoke.boot;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UrlPathHelper;

/** Starts the shop on a free port and says {@code READY <port>} on standard output. */
@SpringBootApplication(proxyBeanMethods = false)
public class BootApp implements WebMvcConfigurer {

  public static void main(String[] args) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("server.address", "127.0.0.1");
    settings.put("server.port", "0");
    settings.put("server.servlet.context-path", "/shop");
    settings.put("spring.main.banner-mode", "off");
    settings.put("logging.level.root", "warn");
    SpringApplication shop = new SpringApplication(BootApp.class);
    shop.setDefaultProperties(settings);
    ConfigurableApplicationContext context = shop.run(args);
    System.out.println("READY " + context.getEnvironment().getProperty("local.server.port"));
  }

  @Bean
  RouterFunction<ServerResponse> functional() {
    return RouterFunctions.nest(
            RequestPredicates.path("/functional"),
            RouterFunctions.route(RequestPredicates.GET("/{name}"), BootApp::named))
        .andRoute(RequestPredicates.GET("/flat/{name}"), BootApp::named);
  }

  private static ServerResponse named(ServerRequest request) throws Exception {
    return ServerResponse.ok().body("functional " + request.pathVariable("name"));
  }

  @Override
  @SuppressWarnings({"deprecation", "removal"}) // it is what the old matcher has
  public void configurePathMatch(PathMatchConfigurer configurer) {
    if (Boolean.getBoolean("shop.whole-paths")) {
      UrlPathHelper paths = new UrlPathHelper();
      paths.setAlwaysUseFullPath(true);
      configurer.setUrlPathHelper(paths);
    }
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addStatusController("/gone/{what}", HttpStatus.GONE);
    registry.addRedirectViewController("/old", "/new");
  }
}
