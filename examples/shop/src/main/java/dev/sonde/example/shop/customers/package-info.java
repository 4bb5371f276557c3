/** Those who come to the shop. */
package dev.sonde.example.shop.customers;
