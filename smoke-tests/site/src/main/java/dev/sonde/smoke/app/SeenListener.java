package dev.sonde.smoke.app;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** If it is told to answer, it answers 503 when the time is up and 500 after an error. */
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
    answer(event, 503);
  }

  @Override
  public void onError(AsyncEvent event) throws IOException {
    Seen.at("onError");
    answer(event, 500);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    Seen.at("onStartAsync");
  }

  private void answer(AsyncEvent event, int status) throws IOException {
    if (answers) {
      HttpServletResponse response = (HttpServletResponse) event.getSuppliedResponse();
      response.setStatus(status);
      response.getWriter().println("answered by the listener");
      event.getAsyncContext().complete();
    }
  }
}
