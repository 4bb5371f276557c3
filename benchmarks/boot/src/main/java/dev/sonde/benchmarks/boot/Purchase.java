package dev.sonde.benchmarks.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Something that a customer has bought. */
@Entity
public class Purchase {

  @Id private long id;
  private String customer = "";

  /** For JPA. */
  protected Purchase() {}

  Purchase(long id, String customer) {
    this.id = id;
    this.customer = customer;
  }

  long id() {
    return id;
  }

  String customer() {
    return customer;
  }
}
