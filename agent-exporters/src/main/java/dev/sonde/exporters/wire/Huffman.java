package dev.sonde.exporters.wire;

import java.net.ProtocolException;

/**
 * The Huffman code of HPACK (RFC 7541, appendix B). It is canonical, so the lengths of its codes
 * say all: codes of one length count upwards in the order of their symbols.
 */
final class Huffman {

  /** For each byte, and then the end of text, the length of its code: A is 5 bits, Z is 30. */
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV"
          + "Z";

  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int END_OF_TEXT = 256;
  private static final int MOST_PADDING = 7;

  /** The first code of each length, how many there are, and where their symbols begin. */
  private static final int[] FIRST = new int[LONGEST + 1];

  private static final int[] COUNT = new int[LONGEST + 1];
  private static final int[] START = new int[LONGEST + 1];

  /** All symbols by the length of their code, then by value. */
  private static final short[] SYMBOLS = new short[LENGTHS.length()];

  static {
    int code = 0;
    int next = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      code <<= 1;
      FIRST[length] = code;
      START[length] = next;
      for (int symbol = 0; symbol < LENGTHS.length(); symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
          SYMBOLS[next++] = (short) symbol;
          COUNT[length]++;
          code++;
        }
      }
    }
  }

  private Huffman() {}

  static String decode(byte[] bytes, int offset, int length) throws ProtocolException {
    StringBuilder text = new StringBuilder(length * 8 / SHORTEST);
    int code = 0;
    int bits = 0;
    boolean padding = true;
    for (int i = 0; i < length * 8; i++) {
      int bit = bytes[offset + (i >> 3)] >> (7 - (i & 7)) & 1;
      code = code << 1 | bit;
      padding &= bit == 1;
      bits++;
      int index = bits > LONGEST ? -1 : code - FIRST[bits];
      if (bits > LONGEST) {
        throw new ProtocolException("a header has a bad Huffman code");
      }
      if (index >= 0 && index < COUNT[bits]) {
        int symbol = SYMBOLS[START[bits] + index];
        if (symbol == END_OF_TEXT) {
          throw new ProtocolException("a header has a bad Huffman code");
        }
        text.append((char) symbol);
        code = 0;
        bits = 0;
        padding = true;
      }
    }
    if (bits > MOST_PADDING || !padding) {
      throw new ProtocolException("a header has bad Huffman padding");
    }
    return text.toString();
  }
}
