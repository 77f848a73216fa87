package io.github.mnistdl4j.cli;

/**
 * A point on the pad.
 *
 * @param x from 0, left, to 1, right
 * @param y from 0, top, to 1, bottom
 */
record Point(double x, double y) {}
