/** A library that stands before any driver and hands on what it is asked. */
package com.example.spy;
