/** A web application with drivers and a pool of its own. */
package com.example.war;
