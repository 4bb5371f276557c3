/** Keeps what was ordered, in a database. */
package dev.sonde.example.shop.orders;
