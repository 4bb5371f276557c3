/** Class loaders of module systems that hide the boot loader's packages from their modules. */
package dev.sonde.instrumentation.loaders;
