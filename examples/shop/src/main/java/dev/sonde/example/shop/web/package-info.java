/** What the shop's web servers have in common. */
package dev.sonde.example.shop.web;
