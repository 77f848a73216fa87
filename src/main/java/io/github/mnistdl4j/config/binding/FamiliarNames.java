package io.github.mnistdl4j.config.binding;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What other programs call the keys of a configuration, for messages that say which key was meant.
 * Case, hyphens and underscores do not matter.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FamiliarNames {
  /**
   * Other names of keys, as {@code epochs <- n-epochs, max-epochs}. On the left stands the last
   * part of a key, a whole key, or an override with {@code …} for the value.
   */
  String[] value();
}
