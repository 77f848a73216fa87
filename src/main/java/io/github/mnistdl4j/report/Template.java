package io.github.mnistdl4j.report;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fills a template. Values are always text, whatever they look like: they never become markup. */
final class Template {
  private Template() {}

  /**
   * Returns the filled template.
   *
   * @param template name of a resource beside this class
   * @param content a record whose components the template names
   */
  static String of(String template, Record content) {
    Mustache.Compiler compiler =
        Mustache.compiler()
            .strictSections(true)
            .withCollector(new OptionalCollector())
            .withEscaper(Template::escape)
            .withLoader(Template::resource);
    try (Reader reader = resource(template)) {
      return compiler.compile(reader).execute(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reader resource(String name) {
    InputStream resource = Template.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalArgumentException("there is no template " + name);
    }
    return new InputStreamReader(resource, StandardCharsets.UTF_8);
  }

  /** Escapes text or an attribute's value; characters that XML forbids become U+FFFD. */
  static String escape(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length() + 16);
    raw.codePoints().forEach(character -> append(escaped, character));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character) {
    switch (character) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
    }
  }

  /** Allows XML's characters but for C1 controls and those that reverse the text's direction. */
  private static boolean isAllowed(int c) {
    boolean control = c < 0x20 ? c != '\t' && c != '\n' : c >= 0x7F && c < 0xA0;
    boolean reversing = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean none = (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE;
    return !control && !reversing && !none;
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
