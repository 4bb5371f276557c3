package dev.sonde.instrumentation.jersey;

import dev.sonde.boot.HttpServerProbe;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.uri.UriTemplate;

/**
 * In {@code UriRoutingContext.setMatchedResourceMethod}: the resource method is found, and with it
 * the templates on the way to it, the last one first.
 */
final class MatchedMethodAdvice {

  private MatchedMethodAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This ExtendedUriInfo uriInfo, @Advice.Argument(0) ResourceMethod method) {
    if (HttpServerProbe.isRouting()
        && method.getType() != ResourceMethod.JaxrsType.SUB_RESOURCE_LOCATOR) {
      List<UriTemplate> templates = uriInfo.getMatchedTemplates();
      for (int i = templates.size() - 1; i >= 0; i--) {
        String template = templates.get(i).getTemplate();
        if (template.length() > 1) { // a slash alone is the end of what is before it
          HttpServerProbe.routedBelow(template);
        }
      }
      HttpServerProbe.routed("");
    }
  }
}
