/**
 * Runs as pages for a browser: {@code RunReport} shows one, {@code RunsReport} several side by
 * side. Each page is one file without scripts or anything loaded from elsewhere. The HTML stands in
 * templates beside this package's classes, which only prepare what the templates print.
 */
@NullMarked
package io.github.mnistdl4j.report;

import org.jspecify.annotations.NullMarked;
