/** Small applications that would notice an agent that is not isolated from them. */
package dev.sonde.smoke.isolation;
