/**
 * Shows runs as pages for a browser: {@code RunReport} one, {@code RunsReport} several side by
 * side, {@code SweepReport} a sweep, {@code RunsIndex} all of them. Each page is one file that
 * loads nothing, and only the index has a script. The HTML is in templates; the classes prepare
 * what the templates print.
 */
@NullMarked
package io.github.mnistdl4j.report;

import org.jspecify.annotations.NullMarked;
