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

  /** The numbers allowed, an interval: {@code [0, 1)} has 0 but not 1. */
  String in() default "";

  /** What the key changes; a section's counts for all keys in it. */
  Affects affects() default Affects.RESULT;
}
