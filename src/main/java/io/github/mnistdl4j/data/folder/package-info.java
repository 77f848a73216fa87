/**
 * Pictures of the user's own, in a folder for each class: finds them, prepares them as predictions
 * do, and keeps what it prepared in the cache.
 */
@NullMarked
package io.github.mnistdl4j.data.folder;

import org.jspecify.annotations.NullMarked;
