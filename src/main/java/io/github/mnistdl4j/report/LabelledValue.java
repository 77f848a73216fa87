package io.github.mnistdl4j.report;

/** A name and what it has for a value, both to be read by people. */
record LabelledValue(String name, String value) {}
