package io.github.mnistdl4j.data.fetch;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which mirror to ask next, and remembers why others failed. */
final class MirrorRotation {
  private static final int MOST_FAILURES = 3;

  private final Deque<URI> left;
  private final Map<URI, Integer> failures = new HashMap<>();
  private final Map<URI, String> reasons = new LinkedHashMap<>();
  private final Set<URI> served = new HashSet<>();

  MirrorRotation(List<URI> mirrors) {
    left = new ArrayDeque<>(mirrors);
  }

  Optional<URI> next() {
    return Optional.ofNullable(left.peek());
  }

  /** Records that the next mirror has delivered a file. */
  void succeeded() {
    failures.remove(left.element());
    served.add(left.element());
  }

  /** Moves the mirror that failed to the end, or out; returns whether it will be asked again. */
  boolean failed(IOException e) {
    URI mirror = left.remove();
    int count = failures.merge(mirror, 1, Integer::sum);
    reasons.put(mirror, e.getMessage() == null ? e.toString() : e.getMessage());
    boolean again = count < MOST_FAILURES && !isFinal(mirror, e);
    if (again) {
      left.add(mirror);
    }
    return again;
  }

  /** Returns a line for each mirror that has failed. */
  String report() {
    return reasons.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** A mirror that has served and is out of reach now may come back; other refusals stay. */
  private boolean isFinal(URI mirror, IOException e) {
    return e instanceof HttpFailure failure
        && !(failure.isUnreachable() && served.contains(mirror));
  }
}
