package dev.turnpike.core.dialect.openai.responses.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamEncoder;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import dev.turnpike.core.dialect.openai.responses.reply.ResponseFrame;
import dev.turnpike.core.dialect.openai.responses.reply.ResponsesFinish;
import dev.turnpike.core.dialect.openai.responses.reply.ResponsesReplyWriter;
import dev.turnpike.core.usage.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes {@code response.created} … {@code response.completed}. Each block is an output item of its
 * own; items may grow side by side, since every event names its item. The last event repeats the
 * whole response.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses-streaming">Streaming
 *     events</a>
 */
public final class ResponsesStreamEncoder implements StreamEncoder {
  private final ReplyContext context;
  private final Drops drops = new Drops();
  private final ResponsesReplyWriter writer;
  private final Map<Integer, ResponsesItemStream> items = new HashMap<>();
  private final ArrayNode tokens = Json.array();
  private ObjectNode response = Json.object();
  private FinishReason finish = FinishReason.OTHER;
  private boolean refused;
  private Usage usage = Usage.NONE;
  private int sequence;
  private int outputs;

  public ResponsesStreamEncoder(ReplyContext context) {
    this.context = context;
    this.writer = new ResponsesReplyWriter(context, drops);
  }

  @Override
  public void write(StreamEvent event, StringBuilder out) {
    switch (event) {
      case StreamEvent.Started s -> start(s, out);
      case StreamEvent.BlockStarted b -> begin(b, out);
      case StreamEvent.Delta d -> item(d.choice(), d.block(), item -> item.grow(d, out));
      case StreamEvent.Sealed s -> item(s.choice(), s.block(), item -> item.seal(s.seal()));
      case StreamEvent.Cited c ->
          item(c.choice(), c.block(), item -> item.cite(c.citation(), drops, out));
      case StreamEvent.Logprobs l -> tokens.addAll(l.tokens());
      case StreamEvent.BlockEnded e -> item(e.choice(), e.block(), item -> finish(item, out));
      case StreamEvent.ChoiceEnded e -> {
        if (e.choice() == 0) {
          finish = e.finish();
        }
      }
      case StreamEvent.UsageReported u -> usage = u.usage();
      case StreamEvent.Ended e -> end(out);
      case StreamEvent.Failed(WireError error) -> fail(error, out);
    }
  }

  private void start(StreamEvent.Started started, StringBuilder out) {
    response = ResponseFrame.of(context, started.id(), started.model(), started.created());
    for (var type : new String[] {"response.created", "response.in_progress"}) {
      var event = event(type);
      event.set("response", response);
      frame(event, out);
    }
  }

  private void begin(StreamEvent.BlockStarted begun, StringBuilder out) {
    if (begun.choice() != 0) {
      drops.add("choices");
      return;
    }
    refused |= begun.head() instanceof Block.Refusal;
    var added = writer.item(begun.head(), outputs, "in_progress");
    if (added == null) {
      return;
    }
    var item = new ResponsesItemStream(this, begun.head(), outputs++, Json.text(added, "id"));
    items.put(begun.block(), item);
    item.begin(added.deepCopy(), out);
  }

  private void item(int choice, int block, Consumer<ResponsesItemStream> then) {
    var item = choice == 0 ? items.get(block) : null;
    if (item != null) {
      then.accept(item);
    }
  }

  private void finish(ResponsesItemStream item, StringBuilder out) {
    var done = writer.item(item.whole(), item.position(), "completed");
    if (done != null) {
      done.put("id", item.id());
      item.end(done, tokens, out);
      output(item.position(), done);
      context.items().keep(item.id(), done);
    }
  }

  /** Items end in any order, but stand in the order they began. */
  private void output(int position, ObjectNode done) {
    var output = (ArrayNode) response.path("output");
    while (output.size() <= position) {
      output.addNull();
    }
    output.set(position, done);
  }

  private void end(StringBuilder out) {
    boolean complete = ResponsesFinish.write(finish, refused, response);
    response.set("usage", OpenAiUsage.writeResponses(usage));
    var event = event(complete ? "response.completed" : "response.incomplete");
    event.set("response", response);
    frame(event, out);
  }

  private void fail(WireError error, StringBuilder out) {
    if (response.isEmpty()) {
      response = ResponseFrame.of(context, "", "", 0);
    }
    response.put("status", "failed");
    response
        .putObject("error")
        .put("code", error.code() != null ? error.code() : "server_error")
        .put("message", error.message());
    var event = event("response.failed");
    event.set("response", response);
    frame(event, out);
  }

  ObjectNode event(String type) {
    return Json.object().put("type", type);
  }

  void frame(ObjectNode event, StringBuilder out) {
    event.put("sequence_number", sequence++);
    out.append("event: ")
        .append(Json.text(event, "type"))
        .append("\ndata: ")
        .append(Json.write(event))
        .append("\n\n");
  }

  @Override
  public List<String> dropped() {
    return drops.list();
  }
}
