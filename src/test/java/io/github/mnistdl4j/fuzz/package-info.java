/** What the tests share that feed readers damaged input. */
package io.github.mnistdl4j.fuzz;
