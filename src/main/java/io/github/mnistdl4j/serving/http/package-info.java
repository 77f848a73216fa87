/**
 * What any HTTP server of this program needs: {@code HttpServer} listens and limits, {@code Router}
 * finds the endpoint of a request, {@code Exchange} sees that it is answered in time. Nothing here
 * knows what the endpoints answer.
 */
@NullMarked
package io.github.mnistdl4j.serving.http;

import org.jspecify.annotations.NullMarked;
