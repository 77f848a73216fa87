package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @ParameterizedTest
  @CsvSource({
    "<script>alert(1)</script>, &lt;script&gt;alert(1)&lt;/script&gt;",
    "\"onload=\"x, &quot;onload=&quot;x",
    "{{secret}} & &amp;, {{secret}} &amp; &amp;amp;",
    "日本 é 😀, 日本 é 😀"
  })
  void makesTextOfMarkup(String raw, String escaped) {
    assertThat(Template.escape(raw)).isEqualTo(escaped);
    assertThat(Markup.of("<p a='%1$s'>%1$s</p>".formatted(escaped)).texts("/p"))
        .containsExactly(raw);
  }

  @Test
  void aQuoteDoesNotEndAnAttribute() {
    assertThat(Template.escape("it's")).isEqualTo("it&#39;s");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 0x1B, '\r', 0x7F, 0x9B, 0xD800, 0xFFFE, 0x1FFFF, 0x202E, 0x2066})
  void replacesWhatXmlForbidsOrTerminalsAndEyesMistake(int character) {
    String raw = "a" + new String(Character.toChars(character)) + "b";
    assertThat(Template.escape(raw)).isEqualTo("a\uFFFDb");
  }
}
