/** Starts the shop: its servers, its services, its customers, and what watches it. */
package dev.sonde.example.shop;
