package dev.sonde.boot;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method that the JVM's compiler leaves out of its callers.
 *
 * <p>A method that is compiled takes in what it calls up to 8,000 bytes of byte code altogether.
 * What a probe does would be the first to come in, and the application's own calls would be left
 * out for it: they would be slower, and allocate what the compiler had removed.
 *
 * <p>In {@code sonde.jar} it bears the name of the JDK's own annotation, which counts in the boot
 * loader's classes; {@link OutOfLineOnJava8} bears the older name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OutOfLine {}
