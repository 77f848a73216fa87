package io.github.mnistdl4j.config.binding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one key of the YAML file; its name is the component's in kebab case. A component without
 * this annotation is a record whose keys stand beside the others.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {
  /** What the key means, in one sentence; shown by editors. */
  String value();

  /** The default, written as in YAML. Empty: the key is required, or an empty section. */
  String byDefault() default "";

  /** Smallest allowed number, inclusive. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Largest allowed number, inclusive. */
  double max() default Double.POSITIVE_INFINITY;

  /** The number must be greater than this. */
  double above() default Double.NEGATIVE_INFINITY;

  /** The number must be less than this. */
  double below() default Double.POSITIVE_INFINITY;

  /** What the key changes; a section's counts for all keys in it. */
  Affects affects() default Affects.RESULT;
}
