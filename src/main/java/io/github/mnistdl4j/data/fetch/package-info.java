/**
 * Finds the files of a data set: in a folder of the user, in the cache, or downloaded, unpacked and
 * verified; {@code DigitsReader} reads them.
 */
@NullMarked
package io.github.mnistdl4j.data.fetch;

import org.jspecify.annotations.NullMarked;
