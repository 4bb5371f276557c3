package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletRoutesTest {

  /** What Tomcat has for a request, and the route of the pattern that it was mapped by. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/hello,           /hello,        -,     /hello",
        "/api/*,           /api,          /x/y,  /api/*",
        "/api/*,           /api,          -,     /api/*",
        "/api/* /api,      /api,          -,     /api",
        "/api /api/*,      /api,          /x,    /api/*",
        "/*,               '',            /x,    /*",
        "'',               '',            /,     /",
        "*.do,             /a/list.do,    -,     /*.do",
        "*.do /a/*,        /a,            /b.do, /a/*",
        "*.jsp *.do,       /a/list.do,    -,     /*.do",
        "/,                /any/thing,    -,     /*",
        "/x.do/y *.do,     /do,           -,     /*",
      })
  void aServletsPatternsTellWhichOfThemMatched(
      String patterns, String servletPath, String pathInfo, String route) {
    String match = ServletRoutes.match(patterns.split(" ", -1), servletPath, pathInfo);

    assertThat(ServletRoutes.route(match, "", servletPath)).isEqualTo(route);
    assertThat(ServletRoutes.route(match, "/shop", servletPath)).isEqualTo("/shop" + route);
  }
}
