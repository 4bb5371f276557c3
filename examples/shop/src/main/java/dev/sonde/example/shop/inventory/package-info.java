/** Knows the products and how many of them are left, and tells it over gRPC. */
package dev.sonde.example.shop.inventory;
