package dev.sonde.example.shop.orders;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a customer orders.
 *
 * @param note goes onto the parcel
 * @param onInvoice whether the customer pays later, for which the bank is asked
 */
public record Order(int customer, String note, boolean onInvoice, List<Line> lines) {

  /** One product of the order. */
  public record Line(int product, BigDecimal price, String currency) {}
}
