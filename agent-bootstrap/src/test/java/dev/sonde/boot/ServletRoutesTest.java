package dev.sonde.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @CsvSource(
      value = {
        "null | null | ''",
        "'' | '' | ''",
        "/ | / | ''",
        "/shop | null | /shop",
        "'' | /api | /api",
        "/shop | /api | /shop/api",
        "/shop | api/ | /shop/api/",
      },
      delimiter = '|',
      nullValues = "null")
  void theBaseIsTheContextsPathAndTheServlets(String context, String servlet, String base) {
    assertThat(ServletRoutes.base(context, servlet)).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "null | /orders/{id} | /orders/{id}",
        "/ | /orders/{id} | /orders/{id}",
        "'' | orders | /orders",
        "'' | '' | /",
        "/shop | '' | /shop",
        "/shop | / | /shop/",
        "/shop | orders | /shop/orders",
        "/shop/ | /orders | /shop/orders",
        "/shop/ | orders | /shop/orders",
        "/shop | /** | /shop/**",
        "/shop | /{*path} | /shop/{*path}",
        "/shop | /time/12:30 | /shop/time/12:30",
        "/shop | /{id:\\d+} | /shop/{id}",
        "/shop | /{ id : [a-z]{2,3} }/x:y | /shop/{id}/x:y",
        "/shop | /{from:\\d+}-{to:[^\\}]+}.json | /shop/{from}-{to}.json",
        "/shop | /{id:[0-9]+ | /shop/{id:[0-9]+",
      },
      delimiter = '|',
      nullValues = "null")
  void aTemplateBelowABaseHasOneSlashBetweenAndTheNamesOfItsVariablesAlone(
      String base, String template, String route) {
    assertThat(ServletRoutes.below(base, template)).isEqualTo(route);
  }

  @Test
  void aRouteIsPutTogetherOnce() {
    String first = ServletRoutes.below("/kept", "/orders/{id:\\d+}");
    assertThat(ServletRoutes.below("/kept", new String("/orders/{id:\\d+}"))).isSameAs(first);
  }
}
