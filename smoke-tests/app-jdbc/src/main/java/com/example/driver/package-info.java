/** A driver of a library that nobody knows: it answers what it is asked. */
package com.example.driver;
