package io.github.mnistdl4j.cli.console;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

/** Measures and pads text by the columns that it takes on a terminal. */
public final class TextWidth {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

  private TextWidth() {}

  /** Returns the columns of a text: Chinese, Japanese and Korean characters take two. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  private static int of(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> WIDE.contains(UnicodeScript.of(character)) ? 2 : 1;
    };
  }

  /** Returns the columns of the widest text, 0 if there is none. */
  public static int widest(List<String> texts) {
    return texts.stream().mapToInt(TextWidth::of).max().orElse(0);
  }

  /** Returns a text with spaces in front, so that it ends in a column. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text))) + text;
  }
}
