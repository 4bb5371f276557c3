package dev.sonde.boot;

/** What the agent keeps with an object of a library and that does not lead back to it. */
interface Kept {}
