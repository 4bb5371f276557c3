/** Connection pools: their figures, the times of their connections, and those that leak. */
package dev.sonde.exporters.pool;
