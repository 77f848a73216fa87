/**
 * Shows runs as pages for a browser: {@code RunReport} one, {@code RunsReport} several side by
 * side, {@code SweepReport} a sweep. Each page is one file without scripts that loads nothing. The
 * HTML is in templates; the classes prepare what the templates print.
 */
@NullMarked
package io.github.mnistdl4j.report;

import org.jspecify.annotations.NullMarked;
