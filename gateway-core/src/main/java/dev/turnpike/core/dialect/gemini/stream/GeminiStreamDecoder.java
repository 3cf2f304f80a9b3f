package dev.turnpike.core.dialect.gemini.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.gemini.reply.GeminiErrors;
import dev.turnpike.core.dialect.gemini.reply.GeminiUsage;
import dev.turnpike.core.dialect.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of partial answers, as {@code alt=sse} frames them. There is no end marker: the
 * end of the stream is one, provided that every candidate has a finish reason.
 */
public final class GeminiStreamDecoder implements StreamDecoder {
  private final ReplyContext context;
  private final Map<Integer, GeminiCandidateDecoder> candidates = new TreeMap<>();
  private boolean started;
  private boolean blocked;
  private boolean over;

  public GeminiStreamDecoder(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    if (over || data.isBlank() || data.strip().equals("[DONE]")) {
      return;
    }
    var chunk = Json.objectOrNull(data);
    if (chunk == null) {
      fail(WireError.notJson(), sink);
    } else if (chunk.hasNonNull("error")) {
      fail(GeminiErrors.read(GeminiErrors.statusInStream(chunk.path("error")), chunk), sink);
    } else if (chunk.has("candidates")
        || chunk.has("promptFeedback")
        || chunk.has("usageMetadata")) {
      chunk(chunk, sink);
    } // else an event of the server's own making
  }

  private void chunk(ObjectNode chunk, Consumer<StreamEvent> sink) {
    if (!started) {
      started = true;
      sink.accept(
          new StreamEvent.Started(
              Json.text(chunk, "responseId"), Json.text(chunk, "modelVersion"), 0));
    }
    blocked |= chunk.path("promptFeedback").hasNonNull("blockReason");
    int position = 0;
    for (JsonNode candidate : chunk.path("candidates")) {
      int index = Math.max(0, Json.integer(candidate, "index", position++));
      candidates
          .computeIfAbsent(index, i -> new GeminiCandidateDecoder(i, context, sink))
          .add(candidate);
    }
    // Every chunk counts anew; the last one holds.
    var usage = GeminiUsage.read(chunk.get("usageMetadata"));
    if (usage != null) {
      sink.accept(new StreamEvent.UsageReported(usage));
    }
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (over) {
      return;
    }
    boolean finished =
        candidates.isEmpty()
            ? blocked
            : candidates.values().stream().allMatch(GeminiCandidateDecoder::finished);
    if (!finished) {
      fail(WireError.truncated(), sink);
      return;
    }
    over = true;
    candidates.values().forEach(GeminiCandidateDecoder::close);
    if (candidates.isEmpty()) {
      sink.accept(new StreamEvent.ChoiceEnded(0, FinishReason.CONTENT_FILTER, null));
    }
    sink.accept(new StreamEvent.Ended());
  }

  private void fail(WireError error, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(new StreamEvent.Failed(error));
  }
}
