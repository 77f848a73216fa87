package io.github.mnistdl4j.serving;

import java.util.Arrays;
import java.util.List;

/** The order of attacks: all in turn, those less often that take much longer than the others. */
final class AttackOrder {
  private static final List<Attack> COSTLY =
      List.of(
          Attack.SLOW_CLIENT,
          Attack.DAMAGED_TIFF,
          Attack.COMPRESSED_BOMB,
          Attack.DAMAGED_WEBP,
          Attack.SLOW_CLIENT,
          Attack.DAMAGED_TIFF,
          Attack.COMPRESSED_BOMB,
          Attack.TIFF_BOMB);

  private static final List<Attack> CHEAP =
      Arrays.stream(Attack.values()).filter(attack -> !COSTLY.contains(attack)).toList();

  /** One costly one among so many. */
  private static final int COSTLY_EVERY = 50;

  private AttackOrder() {}

  /** The attack of a number from 0. */
  static Attack at(int i) {
    return i % COSTLY_EVERY == 0
        ? COSTLY.get(i / COSTLY_EVERY % COSTLY.size())
        : CHEAP.get(i % CHEAP.size());
  }

  /** How often to try an attack. */
  static int tries(Attack attack) {
    return COSTLY.contains(attack) ? 2 : 20;
  }
}
