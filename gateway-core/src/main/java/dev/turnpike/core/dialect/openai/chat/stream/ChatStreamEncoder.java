package dev.turnpike.core.dialect.openai.chat.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamEncoder;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiErrors;
import dev.turnpike.core.dialect.openai.OpenAiSeals;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import dev.turnpike.core.dialect.openai.chat.reply.ChatFinish;
import dev.turnpike.core.dialect.openai.chat.reply.ChatReplyWriter;
import dev.turnpike.core.usage.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes chat completion chunks. Order at the end: the finish chunk of each choice, the usage chunk
 * (with no choices, only when the caller asked for it), {@code [DONE]}. A failure is an error frame
 * and no {@code [DONE]}: the official SDKs raise only then.
 */
public final class ChatStreamEncoder implements StreamEncoder {
  private static final String FRAME = "data: ";

  private final ReplyContext context;
  private final Drops drops = new Drops();
  private final Map<Integer, Choice> choices = new HashMap<>();
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable Usage usage;

  public ChatStreamEncoder(ReplyContext context) {
    this.context = context;
  }

  /** What must be remembered of one choice. */
  private static final class Choice {
    boolean spoke;
    boolean refused;
    int calls;
    @Nullable Seal ofNext;
    final Map<Integer, Integer> callOfBlock = new HashMap<>();
    int spokenReasoning = -1;
  }

  @Override
  public void write(StreamEvent event, StringBuilder out) {
    switch (event) {
      case StreamEvent.Started s -> start(s, out);
      case StreamEvent.BlockStarted b -> begin(b, out);
      case StreamEvent.Delta d -> grow(d, out);
      case StreamEvent.Sealed s -> seal(s, out);
      case StreamEvent.Cited c -> cite(c, out);
      case StreamEvent.Logprobs l -> {
        var chunk = chunk(l.choice());
        choiceOf(chunk).putObject("logprobs").set("content", l.tokens());
        frame(chunk, out);
      }
      case StreamEvent.BlockEnded b -> {}
      case StreamEvent.ChoiceEnded e -> {
        var unused = choice(e.choice()).ofNext;
        if (unused != null) {
          detail(e.choice(), unused, out);
        }
        var chunk = chunk(e.choice());
        choiceOf(chunk)
            .put("finish_reason", ChatFinish.write(e.finish(), choice(e.choice()).refused));
        frame(chunk, out);
      }
      case StreamEvent.UsageReported u -> usage = u.usage();
      case StreamEvent.Ended e -> end(out);
      case StreamEvent.Failed f -> frame(OpenAiErrors.object(f.error()), out);
    }
  }

  private void start(StreamEvent.Started started, StringBuilder out) {
    id = context.replyId("chatcmpl-", started.id());
    model = context.modelName(started.model());
    created = context.createdOr(started.created());
    delta(0, out, delta -> delta.put("content", ""));
  }

  private Choice choice(int index) {
    return choices.computeIfAbsent(index, i -> new Choice());
  }

  private ObjectNode chunk(int choice) {
    var chunk = head();
    var node = chunk.putArray("choices").addObject();
    node.put("index", choice);
    var delta = node.putObject("delta");
    if (!choice(choice).spoke) {
      choice(choice).spoke = true;
      delta.put("role", "assistant");
    }
    node.putNull("finish_reason");
    return chunk;
  }

  private ObjectNode head() {
    return Json.object()
        .put("id", id)
        .put("object", "chat.completion.chunk")
        .put("created", created)
        .put("model", model);
  }

  private static ObjectNode choiceOf(ObjectNode chunk) {
    return (ObjectNode) chunk.path("choices").path(0);
  }

  private void delta(int choice, StringBuilder out, Consumer<ObjectNode> what) {
    var chunk = chunk(choice);
    what.accept((ObjectNode) choiceOf(chunk).path("delta"));
    frame(chunk, out);
  }

  private void begin(StreamEvent.BlockStarted begun, StringBuilder out) {
    var choice = choice(begun.choice());
    var seal = choice.ofNext;
    choice.ofNext = null;
    if (seal != null && !(begun.head() instanceof Block.ToolUse)) {
      detail(begun.choice(), seal, out);
    }
    switch (begun.head()) {
      case Block.Text t -> {}
      case Block.Reasoning r -> {}
      case Block.Refusal r -> choice.refused = true;
      case Block.ToolUse use -> call(begun, use, seal, out);
      case Block.Media media -> media(begun.choice(), media, out);
      case Block.Opaque opaque -> drops.add("message." + opaque.type());
      case Block.ToolResult result -> drops.add("message.tool_result");
    }
  }

  private void call(
      StreamEvent.BlockStarted begun, Block.ToolUse use, @Nullable Seal seal, StringBuilder out) {
    var choice = choice(begun.choice());
    int index = choice.calls++;
    choice.callOfBlock.put(begun.block(), index);
    delta(
        begun.choice(),
        out,
        delta -> {
          var call = delta.putArray("tool_calls").addObject();
          call.put("index", index).put("id", use.id()).put("type", "function");
          call.putObject("function").put("name", use.name()).put("arguments", use.arguments());
          if (seal != null) {
            OpenAiSeals.writeOnCall(seal, call);
          }
        });
  }

  private void media(int choice, Block.Media media, StringBuilder out) {
    if (media.kind() != Block.Media.Kind.IMAGE
        || !(media.source() instanceof MediaSource.Inline inline)) {
      drops.add("message." + media.kind().name().toLowerCase(Locale.ROOT));
      return;
    }
    delta(
        choice,
        out,
        delta ->
            delta
                .putArray("images")
                .addObject()
                .put("type", "image_url")
                .putObject("image_url")
                .put("url", inline.dataUrl()));
  }

  private void grow(StreamEvent.Delta grown, StringBuilder out) {
    var choice = choice(grown.choice());
    switch (grown.kind()) {
      case TEXT -> delta(grown.choice(), out, d -> d.put("content", grown.text()));
      case REASONING -> {
        choice.spokenReasoning = grown.block();
        delta(grown.choice(), out, d -> d.put("reasoning_content", grown.text()));
      }
      case REFUSAL -> delta(grown.choice(), out, d -> d.put("refusal", grown.text()));
      case ARGUMENTS -> {
        int index = choice.callOfBlock.getOrDefault(grown.block(), 0);
        delta(
            grown.choice(),
            out,
            d -> {
              var call = d.putArray("tool_calls").addObject().put("index", index);
              call.putObject("function").put("arguments", grown.text());
            });
      }
    }
  }

  /** Its text came before, as reasoning_content: clients join the two. */
  private void seal(StreamEvent.Sealed sealed, StringBuilder out) {
    var choice = choice(sealed.choice());
    var seal = sealed.seal();
    if (choice.spokenReasoning != sealed.block() && OpenAiSeals.belongsToNext("", seal)) {
      choice.ofNext = seal;
    } else {
      detail(sealed.choice(), seal, out);
    }
  }

  private void detail(int choice, Seal seal, StringBuilder out) {
    delta(
        choice,
        out,
        d -> OpenAiSeals.write(new Block.Reasoning("", seal), d.putArray("reasoning_details")));
  }

  private void cite(StreamEvent.Cited cited, StringBuilder out) {
    var annotations = Json.array();
    ChatReplyWriter.annotation(cited.citation(), 0, annotations, drops);
    if (!annotations.isEmpty()) {
      delta(cited.choice(), out, d -> d.set("annotations", annotations));
    }
  }

  private void end(StringBuilder out) {
    if (context.request().streamUsage() && usage != null) {
      var chunk = head();
      chunk.putArray("choices");
      chunk.set("usage", OpenAiUsage.writeChat(usage));
      frame(chunk, out);
    }
    out.append(FRAME).append("[DONE]\n\n");
  }

  private static void frame(ObjectNode chunk, StringBuilder out) {
    out.append(FRAME).append(Json.write(chunk)).append("\n\n");
  }

  @Override
  public List<String> dropped() {
    return drops.list();
  }
}
