package dev.ranvier.stablehlo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The full name of an op, such as {@code stablehlo.add}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OpName {
    String value();

    /** Whether the op has {@code operandSegmentSizes} and {@code resultSegmentSizes} instead of equal groups. */
    boolean segmented() default false;
}
