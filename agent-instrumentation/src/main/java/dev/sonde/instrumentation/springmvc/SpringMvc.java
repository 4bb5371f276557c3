package dev.sonde.instrumentation.springmvc;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/** Spring MVC: controllers, functional routes, resources and other handlers mapped by path. */
public final class SpringMvc extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.springmvc.";
  private static final String SERVLETS = "org.springframework.web.servlet.";

  public SpringMvc() {
    super("spring-webmvc", "spring-webmvc", "4.3, 5, 6, 7");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("spring-webmvc", "spring-webmvc-3.1", "spring-webmvc-6.0");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(
        new Target(SERVLETS + "DispatcherServlet")
            .weave("getHandler(*)", PACKAGE + "GetHandlerAdvice")
            .weave("processDispatchResult(*)", PACKAGE + "DispatchResultAdvice"),
        new Target(SERVLETS + "mvc.method.RequestMappingInfoHandlerMapping")
            .weave(
                "handleMatch("
                    + SERVLETS
                    + "mvc.method.RequestMappingInfo,java.lang.String,"
                    + "jakarta.servlet.http.HttpServletRequest)",
                PACKAGE + "HandleMatchAdvice"),
        new Target(SERVLETS + "handler.AbstractUrlHandlerMapping")
            .weave("exposePathWithinMapping(*)", PACKAGE + "ExposePathAdvice"),
        new Target(SERVLETS + "function.support.RouterFunctionMapping")
            .weave("getHandlerInternal(*)", PACKAGE + "RouterFunctionAdvice"));
  }
}
