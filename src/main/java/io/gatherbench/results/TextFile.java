package io.gatherbench.results;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads text files, compressed by gzip or not, in UTF-8 or UTF-16 with or without a byte order
 * mark. The content decides, not the name.
 */
public final class TextFile {

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final int LONGEST_MARK = 3;

  /** Heap for each byte of a text, as a tree of JSON. */
  private static final int HEAP_PER_TEXT = 16;

  /** Follows the path in the message on a compressed file that cannot be read to its end. */
  static final String DAMAGED = ": the compressed file is cut or damaged";

  private TextFile() {}

  private record Encoding(Charset charset, int markLength) {

    /** Returns the encoding of a text by its first bytes; UTF-8 if they do not tell. */
    static Encoding of(byte[] first) {
      if (startsWith(first, 0xEF, 0xBB, 0xBF)) {
        return new Encoding(StandardCharsets.UTF_8, 3);
      }
      if (startsWith(first, 0xFF, 0xFE)) {
        return new Encoding(StandardCharsets.UTF_16LE, 2);
      }
      if (startsWith(first, 0xFE, 0xFF)) {
        return new Encoding(StandardCharsets.UTF_16BE, 2);
      }
      boolean two = first.length > 1;
      if (two && first[0] != 0 && first[1] == 0) {
        return new Encoding(StandardCharsets.UTF_16LE, 0);
      }
      return new Encoding(
          two && first[0] == 0 && first[1] != 0
              ? StandardCharsets.UTF_16BE
              : StandardCharsets.UTF_8,
          0);
    }

    private static boolean startsWith(byte[] first, int... mark) {
      for (int i = 0; i < mark.length; i++) {
        if (i >= first.length || (first[i] & 0xFF) != mark[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** Returns the whole text, if the heap has room for it; in Latin-1 what is no UTF-8. */
  public static String read(Path path) throws IOException {
    long most = Runtime.getRuntime().maxMemory() / HEAP_PER_TEXT;
    return read(path, (int) Math.min(most, Integer.MAX_VALUE / 2));
  }

  static String read(Path path, int most) throws IOException {
    byte[] bytes;
    try (InputStream in = inflated(Files.newInputStream(path))) {
      bytes = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new IOException(path + " is too large to be read as a whole; java -Xmx gives room");
      }
    } catch (EOFException | ZipException e) {
      throw new IOException(path + DAMAGED, e);
    }
    Encoding encoding = Encoding.of(bytes);
    ByteBuffer text =
        ByteBuffer.wrap(bytes, encoding.markLength(), bytes.length - encoding.markLength());
    try {
      return encoding.charset().newDecoder().decode(text.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1.decode(text).toString();
    }
  }

  /** Returns the beginning of the text, at most {@code length} bytes of it. */
  public static String beginning(Path path, int length) throws IOException {
    byte[] bytes = new byte[length];
    int count = 0;
    try (InputStream in = inflated(Files.newInputStream(path))) {
      int next = in.read();
      while (next >= 0) {
        bytes[count++] = (byte) next;
        next = count < length ? in.read() : -1;
      }
    } catch (EOFException | ZipException e) {
      if (count == 0) {
        throw new IOException(path + DAMAGED, e);
      }
      // The beginning of a file that is cut is still one.
    }
    byte[] read = Arrays.copyOf(bytes, count);
    Encoding encoding = Encoding.of(read);
    int mark = encoding.markLength();
    return new String(read, mark, count - mark, encoding.charset());
  }

  /** Tells whether a file is compressed. */
  static boolean isCompressed(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return isGzip(in.readNBytes(GZIP.length));
    }
  }

  /** Returns a reader of a file's bytes. */
  static Reader reader(InputStream file) throws IOException {
    InputStream in = inflated(file);
    in.mark(LONGEST_MARK);
    Encoding encoding = Encoding.of(in.readNBytes(LONGEST_MARK));
    in.reset();
    in.skipNBytes(encoding.markLength());
    return new InputStreamReader(in, encoding.charset());
  }

  /** Returns the content, decompressed if need be, as a stream that supports marks. */
  private static InputStream inflated(InputStream file) throws IOException {
    try {
      InputStream in = new BufferedInputStream(file);
      in.mark(GZIP.length);
      boolean compressed = isGzip(in.readNBytes(GZIP.length));
      in.reset();
      return compressed ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static boolean isGzip(byte[] first) {
    return first.length == GZIP.length && first[0] == GZIP[0] && first[1] == GZIP[1];
  }
}
