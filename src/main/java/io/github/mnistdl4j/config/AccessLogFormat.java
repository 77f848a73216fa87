package io.github.mnistdl4j.config;

/** How {@code serve} logs the requests that it answers. */
public enum AccessLogFormat {
  /** Keys and values, for people. */
  TEXT,
  /** An object per line, for programs; all else is logged in that form, too. */
  JSON,
  /** Not at all. */
  OFF
}
