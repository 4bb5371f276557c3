package dev.sonde.example.shop.inventory;

import java.math.BigDecimal;

/** A product, and how many of it are left. */
public record Product(int id, String name, BigDecimal price, String currency, int stock) {

  public static final int COUNT = 500;

  /** What an importer's mistake left without a currency that exists. */
  public static boolean isBroken(int id) {
    return id % 25 == 13;
  }
}
