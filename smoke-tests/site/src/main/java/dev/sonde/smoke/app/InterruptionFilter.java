package dev.sonde.smoke.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** Tells whether the thread comes back from the servlet as interrupted as the servlet left it. */
final class InterruptionFilter implements Filter {

  @Override
  public void init(FilterConfig config) {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, response);
    response.getWriter().print("interrupted=" + Thread.interrupted());
  }

  @Override
  public void destroy() {}
}
