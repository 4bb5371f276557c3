/** Keeps pictures, and speaks S3. */
package dev.sonde.example.shop.pictures;
