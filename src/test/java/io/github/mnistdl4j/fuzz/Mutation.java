package io.github.mnistdl4j.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * One change to a file's bytes.
 *
 * @param at where it starts; below 0 it counts from the end
 * @param length how many bytes it changes at most
 * @param piece what it puts in
 * @param times how often
 */
public record Mutation(Kind kind, int at, int length, ByteBuffer piece, int times) {
  private static final int LONGEST = 4_000_000;

  /** What happens to the bytes from {@code at} on. */
  enum Kind {
    FLIP,
    TRUNCATE,
    REMOVE,
    DOUBLE,
    INSERT,
    OVERWRITE,
    MOVE
  }

  /** A valid file with one to six changes, most of them near its ends, where headers are. */
  public static Arbitrary<byte[]> of(byte[] valid, Arbitrary<byte[]> pieces) {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(-valid.length, valid.length),
            Arbitraries.integers().between(0, valid.length),
            pieces.map(ByteBuffer::wrap),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(1)),
                Tuple.of(1, Arbitraries.integers().between(2, 100_000))))
        .as(Mutation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(mutations -> mutated(valid, mutations));
  }

  private static byte[] mutated(byte[] valid, List<Mutation> mutations) {
    byte[] bytes = valid;
    for (Mutation mutation : mutations) {
      bytes = mutation.apply(bytes);
    }
    return bytes;
  }

  /** Numbers at the limits of their types, and any few bytes. */
  public static Arbitrary<byte[]> numbers() {
    Arbitrary<Long> limits =
        Arbitraries.of(0L, 1L, -1L, 1L << 31, (1L << 31) - 1, Long.MAX_VALUE, Long.MIN_VALUE);
    return Arbitraries.oneOf(
        Combinators.combine(limits, Arbitraries.of(1, 2, 4, 8))
            .as(
                (number, size) ->
                    Arrays.copyOfRange(
                        ByteBuffer.allocate(8).putLong(number).array(), 8 - size, 8)),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(16));
  }

  private byte[] apply(byte[] bytes) {
    int from = Math.min(bytes.length, at < 0 ? Math.max(0, bytes.length + at) : at);
    byte[] head = Arrays.copyOf(bytes, from);
    byte[] middle = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
    byte[] tail = Arrays.copyOfRange(bytes, from + middle.length, bytes.length);
    return switch (kind) {
      case FLIP -> joined(head, flipped(middle), tail);
      case TRUNCATE -> head;
      case REMOVE -> joined(head, tail);
      case DOUBLE -> joined(head, middle, middle, tail);
      case INSERT -> joined(head, repeatedPiece(), middle, tail);
      case OVERWRITE -> overwritten(bytes, from);
      case MOVE -> joined(tail, middle, head);
    };
  }

  private byte[] flipped(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[0] ^= (byte) (1 << (length % 8));
    }
    return bytes;
  }

  private byte[] repeatedPiece() {
    byte[] repeated = new byte[(int) Math.min(LONGEST, (long) piece.capacity() * times)];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = piece.get(i % piece.capacity());
    }
    return repeated;
  }

  private byte[] overwritten(byte[] bytes, int from) {
    byte[] overwritten = bytes.clone();
    int covered = Math.min(piece.capacity(), bytes.length - from);
    piece.get(0, overwritten, from, covered);
    return overwritten;
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
