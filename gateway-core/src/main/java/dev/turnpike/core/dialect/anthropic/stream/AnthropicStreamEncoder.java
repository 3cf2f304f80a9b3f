package dev.turnpike.core.dialect.anthropic.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicErrors;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicReply;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicStop;
import dev.turnpike.core.dialect.anthropic.reply.AnthropicUsage;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamEncoder;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code message_start} … {@code message_stop}. The format has one block open at a time,
 * while others let calls grow side by side: the first open block is written live, what comes for
 * later ones waits until it is their turn. Stop reason and usage stand in one event, hence only at
 * the end.
 */
public final class AnthropicStreamEncoder implements StreamEncoder {
  private final ReplyContext context;
  private final Drops drops = new Drops();
  private final Map<Integer, AnthropicBlockStream> waiting = new LinkedHashMap<>();
  private int written;
  private FinishReason finish = FinishReason.OTHER;
  private @Nullable String stopSequence;
  private Usage usage = Usage.NONE;

  public AnthropicStreamEncoder(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void write(StreamEvent event, StringBuilder out) {
    switch (event) {
      case StreamEvent.Started s -> start(s, out);
      case StreamEvent.BlockStarted b -> begin(b, out);
      case StreamEvent.Delta d -> add(d.choice(), d.block(), event, out);
      case StreamEvent.Sealed s -> add(s.choice(), s.block(), event, out);
      case StreamEvent.Cited c -> add(c.choice(), c.block(), event, out);
      case StreamEvent.BlockEnded e -> add(e.choice(), e.block(), event, out);
      case StreamEvent.Logprobs l -> drops.add("message.logprobs");
      case StreamEvent.ChoiceEnded e -> {
        if (e.choice() == 0) {
          finish = e.finish();
          stopSequence = e.stopSequence();
        }
      }
      case StreamEvent.UsageReported u -> usage = u.usage();
      case StreamEvent.Ended e -> end(out);
      case StreamEvent.Failed(WireError error) -> frame("error", AnthropicErrors.write(error), out);
    }
  }

  private void start(StreamEvent.Started started, StringBuilder out) {
    var message = AnthropicReply.head(context, started.id(), started.model());
    // What the prompt came to is known only at the end; message_delta carries it.
    message.set("usage", AnthropicUsage.write(Usage.NONE));
    var event = Json.object().put("type", "message_start");
    event.set("message", message);
    frame("message_start", event, out);
  }

  private void begin(StreamEvent.BlockStarted begun, StringBuilder out) {
    if (begun.choice() != 0) {
      drops.add("choices");
      return;
    }
    switch (begun.head()) {
      case Block.Media media ->
          drops.add("message." + media.kind().name().toLowerCase(Locale.ROOT));
      case Block.ToolResult result -> drops.add("message.tool_result");
      case Block.Opaque opaque when opaque.origin() != DialectId.ANTHROPIC_MESSAGES ->
          drops.add("message." + opaque.type());
      default -> {
        waiting.put(begun.block(), new AnthropicBlockStream(begun.head()));
        advance(out);
      }
    }
  }

  private void add(int choice, int block, StreamEvent event, StringBuilder out) {
    var stream = choice == 0 ? waiting.get(block) : null;
    if (stream != null) {
      stream.add(event);
      advance(out);
    }
  }

  /** Writes what the first block in line has, and those after it once it has ended. */
  private void advance(StringBuilder out) {
    var line = waiting.values().iterator();
    while (line.hasNext()) {
      var stream = line.next();
      var events = new ArrayList<ObjectNode>();
      boolean ended = stream.take(events);
      for (var event : events) {
        event.put("index", written);
        frame(Json.text(event, "type"), event, out);
      }
      if (!ended) {
        return;
      }
      if (stream.begun()) {
        written++;
      }
      line.remove();
    }
  }

  private void end(StringBuilder out) {
    var event = Json.object().put("type", "message_delta");
    event
        .putObject("delta")
        .put("stop_reason", AnthropicStop.write(finish))
        .put("stop_sequence", stopSequence);
    event.set("usage", AnthropicUsage.write(usage));
    frame("message_delta", event, out);
    frame("message_stop", Json.object().put("type", "message_stop"), out);
  }

  private static void frame(String name, ObjectNode event, StringBuilder out) {
    out.append("event: ").append(name).append("\ndata: ").append(Json.write(event)).append("\n\n");
  }

  @Override
  public List<String> dropped() {
    return drops.list();
  }
}
