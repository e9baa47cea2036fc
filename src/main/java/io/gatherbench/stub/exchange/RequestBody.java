package io.gatherbench.stub.exchange;

import io.gatherbench.stub.message.BadRequestException;
import io.gatherbench.stub.message.Bytes;
import io.gatherbench.stub.message.IncomingRequest;
import io.gatherbench.stub.message.ResponseOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;

/** Collects the body of one request, up to {@link ResponseOptions#MAX_BYTES}, for a handler. */
public final class RequestBody {

  private static final int FIRST_CAPACITY = 256;

  public interface Handler {
    void handle(Bytes body) throws BadRequestException;
  }

  private final Handler handler;

  /** Lies on the heap, so that nothing has to be released. */
  private final ByteBuf bytes =
      new UnpooledHeapByteBuf(
          UnpooledByteBufAllocator.DEFAULT, FIRST_CAPACITY, ResponseOptions.MAX_BYTES);

  /** Creates an empty body; throws if the announced length is over the limit. */
  RequestBody(IncomingRequest request, Handler handler) throws BadRequestException {
    this.handler = handler;
    CharSequence length = request.header(HttpHeaderNames.CONTENT_LENGTH);
    // The decoders refuse a length that is not a number.
    if (length != null
        && Long.parseLong(length, 0, length.length(), 10) > ResponseOptions.MAX_BYTES) {
      throw tooLong(length + " bytes");
    }
  }

  void add(ByteBuf part) throws BadRequestException {
    if (part.readableBytes() > bytes.maxWritableBytes()) {
      throw tooLong("more");
    }
    bytes.writeBytes(part, part.readerIndex(), part.readableBytes());
  }

  void handle() throws BadRequestException {
    handler.handle(Bytes.of(bytes.array(), bytes.readableBytes()));
  }

  private static BadRequestException tooLong(String size) {
    return new BadRequestException(
        413, "body", size, "up to " + ResponseOptions.MAX_BYTES + " bytes");
  }
}
