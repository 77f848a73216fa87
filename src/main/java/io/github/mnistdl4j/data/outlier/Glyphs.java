package io.github.mnistdl4j.data.outlier;

import java.util.List;

/**
 * Letters and signs as strokes. A stroke's points are pairs of figures, x to the right and y
 * downwards, from 0 to 9; {@code ~} before them makes it a curve, {@code !} fills it. None looks
 * like a digit: there is no I, O, S or Z, for example.
 */
final class Glyphs {
  private static final List<String> CAPITALS =
      List.of(
          "094089 1666", // A
          "~09172240626779 0575", // A with a round top
          "~72401205184977", // C
          "0009 ~004073764909", // D
          "70000979 0454", // E
          "~71401124542415084978", // E with round arms
          "700009 0454", // F
          "0009 7079 0474", // H
          "3080 ~6066491907", // J
          "0009 7005 1479", // K
          "000979", // L
          "0900458089", // M
          "09007970", // N
          "0009 ~0050625405", // P
          "0009 ~0050625405 2579", // R
          "0080 4049", // T
          "~000629597670", // U
          "004980", // V
          "0029426980", // W
          "~0029435980", // W with round feet
          "0079 7009", // X
          "0045 8045 4549"); // Y

  private static final List<String> SMALL =
      List.of(
          "~13426469 ~6525072968", // a with two storeys
          "~643305184966 6369", // a
          "~643305184966 6069", // d
          "~06655323062968", // e
          "~0665532306296876", // e, open
          "~61403339 0464", // f
          "0009 ~05335459", // h
          "0009 5306 1559", // k
          "0309 ~04233539 ~35537579", // m
          "0309 ~05335559", // n
          "0309 ~0343554606", // p
          "0309 ~052353", // r
          "~30375968 0363", // t
          "3039 0363", // t, straight
          "~03072957 5359", // u
          "033963", // v
          "0329355973", // w
          "0369 6309", // x
          "0336 6319", // y
          "~03163663 ~63675939"); // y with a tail

  private static final List<String> SIGNS =
      List.of(
          "~79123052062975", // &
          "~022051533536", // ?
          "~0220515335 3636 3939", // ? with its dot
          "2019 6059 0383 0686", // #
          "~664425376677845112063979", // @
          "0363 0666", // =
          "4048 0484", // +
          "4048 1177 7117", // *
          "711479", // <
          "017429", // >
          "5020 2029 2959", // [
          "2050 5059 5929", // ]
          "0484 0484", // a dash
          "0383 0585", // two dashes
          "053980", // a tick
          "0077 7007", // a cross
          "0484 518457", // arrows
          "0484 310437",
          "4940 134073",
          "4049 164976",
          "0080880800", // a box
          "08884008", // a triangle
          "0040804800", // upside down
          "4084480440",
          "407903831940", // a star
          "0080 2029 6069", // π
          "8000440888", // Σ
          "4049 ~01154575", // ψ
          "!0080880800", // filled
          "!084088",
          "!~402014285878846240",
          "!~4021145868725040",
          "!07428839",
          "!03838707",
          "!30505939");

  private Glyphs() {}

  /** Returns a glyph's strokes. */
  static String[] of(float kind, float which) {
    List<String> glyphs = kind < 0.4f ? CAPITALS : kind < 0.72f ? SMALL : SIGNS;
    return glyphs.get((int) (which * glyphs.size())).split(" ");
  }
}
