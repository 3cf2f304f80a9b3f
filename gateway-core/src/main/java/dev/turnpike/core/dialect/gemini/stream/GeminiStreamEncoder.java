package dev.turnpike.core.dialect.gemini.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamEncoder;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.gemini.reply.GeminiErrors;
import dev.turnpike.core.dialect.gemini.reply.GeminiFinish;
import dev.turnpike.core.dialect.gemini.reply.GeminiLogprobs;
import dev.turnpike.core.dialect.gemini.reply.GeminiReplyWriter;
import dev.turnpike.core.dialect.gemini.reply.GeminiUsage;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes partial answers, framed as events or as one JSON array. Calls are written whole. Finish
 * reasons and usage stand in the last chunk together.
 */
public final class GeminiStreamEncoder implements StreamEncoder {
  private final ReplyContext context;
  private final StreamForm form;
  private final Drops drops = new Drops();
  private final Map<Integer, Candidate> candidates = new TreeMap<>();
  private String id = "";
  private String model = "";
  private Usage usage = Usage.NONE;
  private boolean first = true;

  public GeminiStreamEncoder(ReplyContext context, StreamForm form) {
    this.context = context;
    this.form = form;
  }

  /** A call under way. Calls are written in the order they began. */
  private static final class Call {
    final Block.ToolUse head;
    final @Nullable Seal seal;
    final StringBuilder arguments = new StringBuilder();
    boolean ended;

    Call(Block.ToolUse head, @Nullable Seal seal) {
      this.head = head;
      this.seal = seal;
      arguments.append(head.arguments());
    }
  }

  private static final class Candidate {
    final Map<Integer, Call> calls = new LinkedHashMap<>();
    final ArrayNode citations = Json.array();
    final ArrayNode logprobs = Json.array();
    final Set<Integer> spoken = new HashSet<>();
    @Nullable Seal pending;
    boolean readable = true;
    @Nullable FinishReason finish;
  }

  @Override
  public void write(StreamEvent event, StringBuilder out) {
    switch (event) {
      case StreamEvent.Started s -> {
        id = context.replyId("", s.id());
        model = context.modelName(s.model());
      }
      case StreamEvent.BlockStarted b -> begin(b, out);
      case StreamEvent.Delta d -> grow(d, out);
      case StreamEvent.Sealed s -> seal(s, out);
      case StreamEvent.Cited c ->
          GeminiReplyWriter.citation(c.citation(), of(c.choice()).citations, drops);
      case StreamEvent.Logprobs l -> of(l.choice()).logprobs.addAll(l.tokens());
      case StreamEvent.BlockEnded e -> endBlock(e, out);
      case StreamEvent.ChoiceEnded e -> of(e.choice()).finish = e.finish();
      case StreamEvent.UsageReported u -> usage = u.usage();
      case StreamEvent.Ended e -> end(out);
      case StreamEvent.Failed f -> {
        frame(GeminiErrors.write(f.error()), out);
        close(out);
      }
    }
  }

  private Candidate of(int choice) {
    return candidates.computeIfAbsent(choice, c -> new Candidate());
  }

  private void begin(StreamEvent.BlockStarted begun, StringBuilder out) {
    var candidate = of(begun.choice());
    switch (begun.head()) {
      case Block.ToolUse use -> {
        candidate.calls.put(begun.block(), new Call(use, candidate.pending));
        candidate.pending = null;
      }
      case Block.Media media -> whole(begun.choice(), media, out);
      case Block.Opaque opaque -> whole(begun.choice(), opaque, out);
      case Block.ToolResult result -> drops.add("message.tool_result");
      case Block.Text t -> {}
      case Block.Reasoning r -> {}
      case Block.Refusal r -> {}
    }
  }

  private void whole(int choice, Block block, StringBuilder out) {
    var parts = Json.array();
    GeminiReplyWriter.part(block, parts, drops);
    parts.forEach(part -> part(choice, (ObjectNode) part, out));
  }

  private void grow(StreamEvent.Delta grown, StringBuilder out) {
    var candidate = of(grown.choice());
    switch (grown.kind()) {
      case TEXT, REFUSAL -> part(grown.choice(), Json.object().put("text", grown.text()), out);
      case REASONING -> {
        candidate.spoken.add(grown.block());
        chunk(grown.choice(), Json.object().put("text", grown.text()).put("thought", true), out);
      }
      case ARGUMENTS -> {
        var call = candidate.calls.get(grown.block());
        if (call != null) {
          call.arguments.append(grown.text());
        }
      }
    }
  }

  private void seal(StreamEvent.Sealed sealed, StringBuilder out) {
    var candidate = of(sealed.choice());
    boolean bare = !candidate.spoken.contains(sealed.block());
    if (bare && GeminiReplyWriter.belongsToNext("", sealed.seal())) {
      flush(sealed.choice(), out);
      candidate.pending = sealed.seal();
      return;
    }
    chunk(
        sealed.choice(),
        Json.object()
            .put("text", "")
            .put("thought", true)
            .put("thoughtSignature", sealed.seal().inside(DialectId.GEMINI_GENERATE)),
        out);
  }

  private void endBlock(StreamEvent.BlockEnded ended, StringBuilder out) {
    var candidate = of(ended.choice());
    var call = candidate.calls.get(ended.block());
    if (call == null) {
      return;
    }
    call.ended = true;
    var line = candidate.calls.values().iterator();
    while (line.hasNext()) {
      var next = line.next();
      if (!next.ended) {
        return;
      }
      line.remove();
      write(ended.choice(), next, out);
    }
  }

  private void write(int choice, Call call, StringBuilder out) {
    var parts = Json.array();
    var whole = new Block.ToolUse(call.head.id(), call.head.name(), call.arguments.toString());
    if (!GeminiReplyWriter.part(whole, parts, drops)) {
      of(choice).readable = false;
      return;
    }
    var part = (ObjectNode) parts.get(0);
    if (call.seal != null) {
      part.put("thoughtSignature", call.seal.value());
    }
    chunk(choice, part, out);
  }

  /** A part that may carry the signature that waits for it. */
  private void part(int choice, ObjectNode part, StringBuilder out) {
    var candidate = of(choice);
    if (candidate.pending != null) {
      part.put("thoughtSignature", candidate.pending.value());
      candidate.pending = null;
    }
    chunk(choice, part, out);
  }

  private void flush(int choice, StringBuilder out) {
    if (of(choice).pending != null) {
      part(choice, Json.object().put("text", ""), out);
    }
  }

  private void chunk(int choice, ObjectNode part, StringBuilder out) {
    var body = Json.object();
    body.putArray("candidates").add(GeminiReplyWriter.chunkCandidate(choice, List.of(part)));
    named(body, out);
  }

  private void named(ObjectNode body, StringBuilder out) {
    frame(body.put("modelVersion", model).put("responseId", id), out);
  }

  private void end(StringBuilder out) {
    for (var choice : new ArrayList<>(candidates.keySet())) {
      flush(choice, out);
    }
    var body = Json.object();
    var list = body.putArray("candidates");
    candidates.forEach((choice, candidate) -> list.add(last(choice, candidate)));
    body.set("usageMetadata", GeminiUsage.write(usage));
    named(body, out);
    close(out);
  }

  private static ObjectNode last(int choice, Candidate candidate) {
    var node = GeminiReplyWriter.chunkCandidate(choice, List.of(Json.object().put("text", "")));
    var finish = candidate.finish == null ? FinishReason.OTHER : candidate.finish;
    boolean broken = !candidate.readable && finish != FinishReason.LENGTH;
    node.put("finishReason", GeminiFinish.write(broken ? FinishReason.MALFORMED_TOOL_USE : finish));
    if (!candidate.citations.isEmpty()) {
      node.putObject("citationMetadata").set("citationSources", candidate.citations);
    }
    if (!candidate.logprobs.isEmpty()) {
      node.set("logprobsResult", GeminiLogprobs.write(candidate.logprobs));
    }
    return node;
  }

  private void frame(ObjectNode body, StringBuilder out) {
    switch (form) {
      // Google ends its lines so, and some of its SDKs split at it.
      case SSE -> out.append("data: ").append(Json.write(body)).append("\r\n\r\n");
      case JSON_ARRAY -> out.append(first ? "[" : ",\r\n").append(Json.write(body));
    }
    first = false;
  }

  private void close(StringBuilder out) {
    if (form == StreamForm.JSON_ARRAY) {
      out.append("]");
    }
  }

  @Override
  public List<String> dropped() {
    return drops.list();
  }
}
