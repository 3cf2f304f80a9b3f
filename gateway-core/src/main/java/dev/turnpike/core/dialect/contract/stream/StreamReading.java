package dev.turnpike.core.dialect.contract.stream;

import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream that is only relayed, or was kept in a log: what was said, what it cost, how it
 * ended. One per stream; not thread-safe.
 */
public final class StreamReading {
  private final StreamDecoder decoder;
  private final ReplyAssembler assembler = new ReplyAssembler();
  private @Nullable Usage usage;
  private @Nullable WireError error;
  private boolean content;
  private boolean over;

  public StreamReading(StreamDecoder decoder) {
    this.decoder = decoder;
  }

  /** One server-sent event as it passes. */
  public void event(@Nullable String event, String data) {
    decoder.event(event, data, this::take);
  }

  /** The stream closed. */
  public void end() {
    decoder.end(this::take);
  }

  private void take(StreamEvent event) {
    assembler.add(event);
    switch (event) {
      case StreamEvent.UsageReported reported -> usage = reported.usage();
      case StreamEvent.BlockStarted b -> content = true;
      case StreamEvent.Ended e -> over = true;
      case StreamEvent.Failed failed -> {
        error = failed.error();
        over = true;
      }
      default -> {}
    }
  }

  /** The latest report; absent when there was none. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** Whether anything of the answer itself came. */
  public boolean hasContent() {
    return content;
  }

  /** Whether the provider ended the stream, in whatever way. */
  public boolean over() {
    return over;
  }

  /** What it failed with: the provider's own error, a garbage frame, or the missing end. */
  public @Nullable WireError error() {
    return error;
  }

  /** What came so far. */
  public ChatReply reply() {
    return assembler.reply();
  }
}
