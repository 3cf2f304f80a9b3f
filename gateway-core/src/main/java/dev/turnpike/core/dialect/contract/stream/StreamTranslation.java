package dev.turnpike.core.dialect.contract.stream;

import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.contract.StreamEncoder;
import dev.turnpike.core.usage.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A provider's stream becomes a caller's stream of another dialect. Feed events as they come and
 * send what is appended; after {@link #over} nothing more is appended. Besides joining the two
 * machines it keeps three promises: one terminal event, usage before it (estimated when the
 * provider gave none), and no code point cut in two. One per exchange; not thread-safe.
 */
public final class StreamTranslation {
  private final StreamDecoder decoder;
  private final StreamEncoder encoder;
  private final ReplyContext context;
  private final ReplyAssembler assembler = new ReplyAssembler();
  private final Map<Long, String> halves = new HashMap<>();
  private final Consumer<StreamEvent> sink = this::accept;
  private StringBuilder out = new StringBuilder(0);
  private boolean started;
  private boolean over;
  private boolean content;
  private @Nullable Usage usage;
  private boolean estimated;
  private @Nullable WireError error;

  public StreamTranslation(StreamDecoder decoder, StreamEncoder encoder, ReplyContext context) {
    this.decoder = decoder;
    this.encoder = encoder;
    this.context = context;
  }

  /** One server-sent event of the provider. */
  public void event(@Nullable String event, String data, StringBuilder into) {
    out = into;
    decoder.event(event, data, sink);
  }

  /** The provider closed its stream. */
  public void end(StringBuilder into) {
    out = into;
    decoder.end(sink);
  }

  /** The exchange failed on our side or on the way: the caller's dialect says so in the stream. */
  public void fail(WireError failure, StringBuilder into) {
    out = into;
    accept(new StreamEvent.Failed(failure));
  }

  private void accept(StreamEvent event) {
    if (over) {
      return;
    }
    switch (event) {
      case StreamEvent.Started s -> started = true;
      case StreamEvent.Delta delta -> {
        content = true;
        join(delta);
        return;
      }
      case StreamEvent.BlockStarted b -> content = true;
      case StreamEvent.BlockEnded ended -> flush(ended.choice(), ended.block());
      case StreamEvent.UsageReported u -> {
        // Passed on once, at the end, when it is final.
        usage = u.usage();
        return;
      }
      case StreamEvent.Ended e -> {
        pass(new StreamEvent.UsageReported(usageOrEstimate()));
        over = true;
      }
      case StreamEvent.Failed f -> {
        error = f.error();
        over = true;
      }
      default -> {}
    }
    pass(event);
  }

  private void pass(StreamEvent event) {
    if (!started && !(event instanceof StreamEvent.Failed)) {
      started = true;
      pass(new StreamEvent.Started("", "", 0));
    }
    assembler.add(event);
    encoder.write(event, out);
  }

  /** A provider may cut between the halves of a surrogate pair; UTF-8 cannot carry a half. */
  private void join(StreamEvent.Delta delta) {
    long key = ((long) delta.choice() << 32) | delta.block();
    var text = delta.text();
    if (!halves.isEmpty()) {
      var half = halves.remove(key);
      text = half == null ? text : half + text;
    }
    int last = text.length() - 1;
    if (last >= 0 && Character.isHighSurrogate(text.charAt(last))) {
      halves.put(key, text.substring(last));
      text = text.substring(0, last);
    }
    if (!text.isEmpty()) {
      pass(
          text.equals(delta.text())
              ? delta
              : new StreamEvent.Delta(delta.choice(), delta.block(), delta.kind(), text));
    }
  }

  private void flush(int choice, int block) {
    // Its other half never came: nothing sensible can be shown of it.
    halves.remove(((long) choice << 32) | block);
  }

  private Usage usageOrEstimate() {
    if (usage != null) {
      return usage;
    }
    estimated = true;
    usage = estimate();
    return usage;
  }

  private Usage estimate() {
    long answer = 0;
    for (var choice : assembler.reply().choices()) {
      answer += TokenEstimator.blocks(choice.blocks());
    }
    return Usage.ofText(TokenEstimator.prompt(context.request()), answer);
  }

  /** Whether the terminal event was written. */
  public boolean over() {
    return over;
  }

  /** Whether anything of the answer itself was written yet. */
  public boolean hasContent() {
    return content;
  }

  /** What the stream failed with, once it did. */
  public @Nullable WireError error() {
    return error;
  }

  /** What the provider reported; absent before the end, and after it when it failed without. */
  public @Nullable Usage usage() {
    return usage;
  }

  /** Whether the usage is a guess. */
  public boolean usageEstimated() {
    return estimated;
  }

  /** What to bill when the caller left or the provider broke off: reported so far, or estimated. */
  public Usage billable() {
    return usageOrEstimate();
  }

  /** The answer so far, for the log. */
  public ChatReply reply() {
    return assembler.reply();
  }

  /** What the caller's dialect could not say. */
  public List<String> dropped() {
    return encoder.dropped();
  }
}
