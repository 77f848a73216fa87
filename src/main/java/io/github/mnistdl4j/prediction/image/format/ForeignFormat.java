package io.github.mnistdl4j.prediction.image.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises files of formats that cannot be read, so that the error can say how to convert them.
 */
final class ForeignFormat {
  /** Bytes at a file's start that tell its format. */
  private static final int START = 1024;

  /** A format, how its files start (ISO 8859-1), and what converts them. */
  private record Known(String name, Pattern start, String converter) {
    static Known of(String name, String start, String converter) {
      return new Known(name, Pattern.compile(start, Pattern.DOTALL), converter);
    }
  }

  private static final List<Known> ALL =
      List.of(
          Known.of(
              "a HEIC picture",
              "....ftyp(heic|heix|heim|heis|hevc|hevx|mif1|msf1).*",
              "heif-convert in.heic out.jpg; iPhones take JPEGs with Settings, Camera, Formats,"
                  + " Most Compatible"),
          Known.of("an AVIF picture", "....ftyp(avif|avis).*", "magick in.avif out.png"),
          Known.of(
              "a JPEG 2000 picture",
              "(\\x00\\x00\\x00\\x0CjP  |\\xFF\\x4F\\xFF\\x51).*",
              "opj_decompress -i in.jp2 -o out.png"),
          Known.of(
              "a JPEG XL picture",
              "(\\xFF\\x0A|\\x00\\x00\\x00\\x0CJXL ).*",
              "djxl in.jxl out.png"),
          Known.of("a PDF document", "%PDF.*", "pdftoppm -png -r 200 in.pdf out"),
          Known.of("a PostScript document", "%!PS.*", "gs -sDEVICE=png16m -o out.png in.eps"),
          Known.of(
              "an SVG drawing",
              "(\\xEF\\xBB\\xBF)?\\s*<(svg|(\\?xml|!--|!DOCTYPE).*<svg).*",
              "rsvg-convert in.svg -o out.png"),
          Known.of("an icon file (ICO)", "\\x00\\x00\\x01\\x00.*", "magick in.ico out.png"),
          Known.of("a Photoshop file (PSD)", "8BPS.*", "magick in.psd[0] out.png"),
          Known.of("a Netpbm picture", "P[1-7]\\s.*", "magick in.pgm out.png"));

  private ForeignFormat() {}

  /** Returns what is wrong with a file as a clause, or nothing if its format is not known here. */
  static Optional<String> problem(byte[] file) {
    int length = Math.min(file.length, START);
    String start = new String(file, 0, length, StandardCharsets.ISO_8859_1);
    return ALL.stream()
        .filter(known -> known.start.matcher(start).matches())
        .findFirst()
        .map(
            known ->
                "is %s, which cannot be read; convert it to PNG or JPEG (%s)"
                    .formatted(known.name, known.converter));
  }
}
