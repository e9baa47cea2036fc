package io.gatherbench.stub.http;

import io.gatherbench.stub.ledger.Agreement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.HexFormat;
import javax.net.ssl.SSLSession;

/**
 * Reads from the records that leave what the JDK does not tell of a handshake: group, number of the
 * cipher suite, resumption. It stands between TLS and the socket until the server's part that is in
 * clear has been sent (RFC 8446, section 4; RFC 5246, section 7.4). Used on its event loop only.
 */
final class ServerHelloReader extends ChannelOutboundHandlerAdapter {

  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_KEY_EXCHANGE = 12;
  private static final int NAMED_CURVE = 3;
  private static final int PRE_SHARED_KEY = 41;
  private static final int KEY_SHARE = 51;
  private static final int VERSION_LENGTH = 2;
  private static final int RECORD_HEAD = 5;
  private static final int MESSAGE_HEAD = 4;

  /** The random of a ServerHello that is a HelloRetryRequest, after which another follows. */
  private static final ByteBuf RETRY =
      Unpooled.unreleasableBuffer(
          Unpooled.wrappedBuffer(
              HexFormat.of()
                  .parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")));

  private final ByteBuf records = Unpooled.buffer();
  private final ByteBuf messages = Unpooled.buffer();
  private boolean helloSeen;
  private boolean certificateSeen;
  private boolean preSharedKey;
  private int cipherSuite;
  private int group;

  /** Returns what was agreed on, once the handshake is done. */
  Agreement.Tls tls(SSLSession session) {
    String version = session.getProtocol();
    // Until TLS 1.2 the certificate is in clear, and missing where a session is resumed.
    boolean resumed = version.equals("TLSv1.3") ? preSharedKey : !certificateSeen;
    return new Agreement.Tls(version, session.getCipherSuite(), cipherSuite, group, resumed);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    ByteBuf bytes = (ByteBuf) message;
    records.writeBytes(bytes, bytes.readerIndex(), bytes.readableBytes());
    boolean read = isRead();
    super.write(context, message, promise);
    if (read) {
      context.pipeline().remove(this);
    }
  }

  /** Reads whole records; returns true once one of another type follows a ServerHello. */
  private boolean isRead() {
    while (records.readableBytes() >= RECORD_HEAD) {
      int start = records.readerIndex();
      int length = records.getUnsignedShort(start + RECORD_HEAD - 2);
      if (records.readableBytes() < RECORD_HEAD + length) {
        return false;
      }
      if (records.getByte(start) == HANDSHAKE) {
        messages.writeBytes(records, start + RECORD_HEAD, length);
        readMessages();
      } else if (helloSeen) {
        return true;
      }
      records.skipBytes(RECORD_HEAD + length);
    }
    return false;
  }

  private void readMessages() {
    while (messages.readableBytes() >= MESSAGE_HEAD) {
      int length = messages.getUnsignedMedium(messages.readerIndex() + 1);
      if (messages.readableBytes() < MESSAGE_HEAD + length) {
        return;
      }
      int type = messages.readByte();
      ByteBuf message = messages.readSlice(MESSAGE_HEAD - 1 + length).skipBytes(MESSAGE_HEAD - 1);
      switch (type) {
        case SERVER_HELLO -> readHello(message);
        case CERTIFICATE -> certificateSeen = true;
        case SERVER_KEY_EXCHANGE -> {
          if (message.readByte() == NAMED_CURVE) {
            group = message.readUnsignedShort();
          }
        }
        default -> {
          // Nothing that is asked for.
        }
      }
    }
  }

  private void readHello(ByteBuf hello) {
    hello.skipBytes(VERSION_LENGTH);
    if (hello.readSlice(RETRY.readableBytes()).equals(RETRY)) {
      return;
    }
    helloSeen = true;
    hello.skipBytes(hello.readUnsignedByte());
    cipherSuite = hello.readUnsignedShort();
    // The compression method, and the length of all extensions, if there are any.
    hello.skipBytes(1);
    if (hello.isReadable()) {
      hello.skipBytes(2);
    }
    while (hello.isReadable()) {
      int type = hello.readUnsignedShort();
      ByteBuf extension = hello.readSlice(hello.readUnsignedShort());
      if (type == KEY_SHARE) {
        group = extension.readUnsignedShort();
      } else if (type == PRE_SHARED_KEY) {
        preSharedKey = true;
      }
    }
  }
}
