package io.github.mnistdl4j.serving;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an expression of Prometheus' query language names. */
record PromQl(String expression) {
  private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
  private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "bool", "offset", "by", "without", "group_left", "group_right");

  private String withoutStrings() {
    return STRING.matcher(expression).replaceAll("");
  }

  /** The metrics. */
  Set<String> metrics() {
    String rest = withoutStrings();
    for (Pattern part : new Pattern[] {MATCHERS, RANGE, GROUPING}) {
      rest = part.matcher(rest).replaceAll(" ");
    }
    return NAME.matcher(rest)
        .results()
        .map(MatchResult::group)
        .filter(Predicate.not(OPERATORS::contains))
        .collect(Collectors.toSet());
  }

  /** The labels by which it chooses and groups. */
  Set<String> labels() {
    String text = withoutStrings();
    Set<String> labels =
        MATCHERS
            .matcher(text)
            .results()
            .flatMap(found -> Arrays.stream(found.group(1).split("[=~!,\\s]+")))
            .collect(Collectors.toSet());
    GROUPING
        .matcher(MATCHERS.matcher(text).replaceAll(" "))
        .results()
        .forEach(found -> labels.addAll(Arrays.asList(found.group(1).split("[,\\s]+"))));
    labels.remove("");
    return labels;
  }
}
