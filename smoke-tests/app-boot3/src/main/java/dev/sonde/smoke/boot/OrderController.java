package dev.sonde.smoke.boot;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Orders, which answer at once, later, or not at all. */
@RestController
@RequestMapping("/orders")
class OrderController {

  /** There is no such order. */
  @SuppressWarnings("serial")
  static final class MissingOrderException extends RuntimeException {}

  /** The shop is closed. */
  @SuppressWarnings("serial")
  static final class ClosedException extends RuntimeException {}

  /** An error, not an exception. */
  @SuppressWarnings("serial")
  static final class BrokenError extends Error {}

  @GetMapping("/{id}")
  String order(@PathVariable("id") String id) {
    return "order " + id;
  }

  @GetMapping("/numbered/{number:[0-9]{1,9}}")
  String numbered(@PathVariable("number") int number) {
    return "order " + number;
  }

  @GetMapping("/{id}/lines/{line}")
  String line(@PathVariable("id") String id, @PathVariable("line") int line) {
    return "line " + line + " of order " + id;
  }

  @GetMapping("/{id}/fail")
  String fail(@PathVariable("id") String id) {
    throw new IllegalStateException("thrown by the application");
  }

  @GetMapping("/{id}/break")
  String fatal(@PathVariable("id") String id) {
    throw new BrokenError();
  }

  @GetMapping("/{id}/missing")
  String missing(@PathVariable("id") String id) {
    throw new MissingOrderException();
  }

  @GetMapping("/{id}/closed")
  String closed(@PathVariable("id") String id) {
    throw new ClosedException();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String notFound(MissingOrderException e) {
    return "missing";
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  String unavailable(ClosedException e) {
    return "closed";
  }

  @GetMapping("/{id}/callable")
  Callable<String> callable(@PathVariable("id") String id) {
    return () -> "order " + id;
  }

  @GetMapping("/{id}/callable/fail")
  Callable<String> failingCallable(@PathVariable("id") String id) {
    return () -> {
      throw new IllegalStateException("thrown by the application");
    };
  }

  @GetMapping("/{id}/deferred")
  DeferredResult<String> deferred(@PathVariable("id") String id) {
    DeferredResult<String> result = new DeferredResult<>();
    new Thread(() -> result.setResult("order " + id)).start();
    return result;
  }

  @GetMapping("/{id}/future")
  CompletableFuture<String> future(@PathVariable("id") String id) {
    return CompletableFuture.supplyAsync(() -> "order " + id);
  }

  @GetMapping("/{id}/events")
  SseEmitter events(@PathVariable("id") String id) {
    SseEmitter emitter = new SseEmitter();
    new Thread(() -> sendThree(emitter)).start();
    return emitter;
  }

  private static void sendThree(SseEmitter emitter) {
    try {
      for (int i = 0; i < 3; i++) {
        emitter.send("event " + i);
      }
      emitter.complete();
    } catch (IOException e) {
      emitter.completeWithError(e);
    }
  }
}
