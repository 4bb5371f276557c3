package dev.sonde.smoke.app;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers 503 when the time is up, if it is told to answer, and completes after an error. */
final class SeenListener implements AsyncListener {

  private final boolean answers;

  SeenListener(boolean answers) {
    this.answers = answers;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    Seen.at("onComplete");
  }

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    Seen.at("onTimeout");
    if (answers) {
      HttpServletResponse response = (HttpServletResponse) event.getSuppliedResponse();
      response.setStatus(503);
      response.getWriter().println("too late");
      event.getAsyncContext().complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    Seen.at("onError");
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    Seen.at("onStartAsync");
  }
}
