/** What customers see: products, pictures, carts and the till. */
package dev.sonde.example.shop.front;
