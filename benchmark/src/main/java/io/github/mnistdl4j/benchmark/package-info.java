/** What the application is measured with, and beside. */
package io.github.mnistdl4j.benchmark;
