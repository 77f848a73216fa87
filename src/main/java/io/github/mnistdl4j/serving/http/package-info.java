/**
 * An HTTP server: {@code HttpServer} listens and enforces the limits, {@code Router} finds a
 * request's endpoint, {@code Exchange} makes sure that it is answered in time. Nothing here knows
 * what the endpoints answer.
 */
@NullMarked
package io.github.mnistdl4j.serving.http;

import org.jspecify.annotations.NullMarked;
