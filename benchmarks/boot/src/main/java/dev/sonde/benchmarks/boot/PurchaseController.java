package dev.sonde.benchmarks.boot;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers with the customer of the first purchase. */
@RestController
public class PurchaseController {

  private final PurchaseRepository purchases;

  PurchaseController(PurchaseRepository purchases) {
    this.purchases = purchases;
  }

  /** Where all measured servers are asked first. */
  @GetMapping("/hello")
  public String hello() {
    return purchases.findById(1L).orElseThrow().customer();
  }
}
