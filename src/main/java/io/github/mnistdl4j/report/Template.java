package io.github.mnistdl4j.report;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Fills the templates beside this class with a record's components. Values are always text,
 * whatever they look like: they never become markup.
 */
final class Template {
  /** What XML forbids or discourages, and characters that reverse the text's direction. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\p{Cc}&&[^\\t\\n]]|\\p{Cs}|\\p{IsNoncharacter_Code_Point}"
              + "|[\\u202A-\\u202E\\u2066-\\u2069]");

  /** What has a meaning in markup. */
  private static final String MARKS = "&<>\"'";

  private static final Mustache.Escaper MARKUP =
      Escapers.simple(
          new String[][] {
            {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}
          });

  private Template() {}

  static String of(String template, Record content) {
    Mustache.Compiler compiler =
        Mustache.compiler()
            .strictSections(true)
            .withCollector(new OptionalCollector())
            .withEscaper(Template::escape)
            .withLoader(name -> new StringReader(text(name)));
    return compiler.compile(text(template)).execute(content);
  }

  /** Returns a resource as it is. */
  static String text(String name) {
    try (InputStream resource = Template.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalArgumentException("there is no template " + name);
      }
      return IOUtils.toString(resource, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Escapes text or an attribute's value; forbidden characters become U+FFFD. */
  static String escape(String raw) {
    return isPlain(raw) ? raw : MARKUP.escape(FORBIDDEN.matcher(raw).replaceAll("\uFFFD"));
  }

  /** Returns whether there is nothing to escape: long ones, the pictures, are all like that. */
  private static boolean isPlain(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < ' ' || c > '~' || MARKS.indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Treats an optional as a list of at most one element. */
  private static final class OptionalCollector extends DefaultCollector {
    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
      return value instanceof Optional<?> optional
          ? optional.stream().iterator()
          : super.toIterator(value);
    }
  }
}
