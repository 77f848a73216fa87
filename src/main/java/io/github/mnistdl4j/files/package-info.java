/**
 * Files beneath everything else: written whole or not at all, locked, unpacked, measured, removed
 * at the end. Every failure is an {@link java.io.IOException}; callers say what the file was for
 * and what to do.
 */
@NullMarked
package io.github.mnistdl4j.files;

import org.jspecify.annotations.NullMarked;
