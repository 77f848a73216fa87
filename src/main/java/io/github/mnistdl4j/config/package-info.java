/**
 * The YAML file as nested records.
 *
 * <p>A key exists because a record component carries {@link
 * io.github.mnistdl4j.config.binding.Key @Key}: its type, default, range and description are
 * declared there and nowhere else. {@code ConfigLoader} reads files by these declarations and
 * {@code ConfigSchema} writes the JSON Schema from them.
 */
@NullMarked
package io.github.mnistdl4j.config;

import org.jspecify.annotations.NullMarked;
