package io.gatherbench.stub.http;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes the few kinds of DER values (X.690) that a certificate consists of. */
final class Der {

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  static byte[] integer(long number) {
    return value(0x02, BigInteger.valueOf(number).toByteArray());
  }

  static byte[] utf8(String text) {
    return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] utcTime(String text) {
    return value(0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] octetString(byte[] bytes) {
    return value(0x04, bytes);
  }

  /** A bit string of whole bytes: the first byte says how many bits of the last are unused. */
  static byte[] bitString(byte[] bytes) {
    return value(0x03, new byte[] {0}, bytes);
  }

  /** A value that keeps its own tag inside a numbered one. */
  static byte[] explicit(int number, byte[] part) {
    return value(0xA0 | number, part);
  }

  /** A value whose tag is replaced by a numbered one. */
  static byte[] implicit(int number, byte[] bytes) {
    return value(0x80 | number, bytes);
  }

  /** An object identifier: the first two numbers share a byte, the others have 7 bits a byte. */
  static byte[] oid(int first, int second, int... others) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(first * 40 + second);
    for (int other : others) {
      for (int shift = 28; shift > 0; shift -= 7) {
        if (other >>> shift != 0) {
          bytes.write(other >>> shift & 0x7F | 0x80);
        }
      }
      bytes.write(other & 0x7F);
    }
    return value(0x06, bytes.toByteArray());
  }

  private static byte[] value(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (length < 0x80) {
      bytes.write(length);
    } else if (length < 0x100) {
      bytes.write(0x81);
      bytes.write(length);
    } else {
      bytes.write(0x82);
      bytes.write(length >>> 8);
      bytes.write(length);
    }
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
