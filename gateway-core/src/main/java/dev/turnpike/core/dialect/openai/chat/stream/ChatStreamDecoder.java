package dev.turnpike.core.dialect.openai.chat.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiErrors;
import dev.turnpike.core.dialect.openai.OpenAiUsage;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a chat completion. Usage may come in a chunk of its own after the finish
 * reason, hence the end is only at {@code [DONE]}, which some servers never send and some send
 * twice, or at the end of the stream.
 */
public final class ChatStreamDecoder implements StreamDecoder {
  private final ReplyContext context;
  private final Map<Integer, ChatChoiceDecoder> choices = new TreeMap<>();
  private boolean started;
  private boolean over;

  public ChatStreamDecoder(ReplyContext context) {
    this.context = context;
  }

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    var text = data.strip();
    if (over || text.isEmpty()) {
      return;
    }
    if (text.equals("[DONE]")) {
      end(sink);
      return;
    }
    var chunk = Json.objectOrNull(text);
    if (chunk == null) {
      fail(WireError.notJson(), sink);
    } else if (chunk.hasNonNull("error")) {
      fail(OpenAiErrors.inStream(chunk.path("error")), sink);
    } else if (chunk.has("choices") || chunk.has("usage")) {
      chunk(chunk, sink);
    } // else an event of the server's own making, such as a progress report
  }

  private void chunk(ObjectNode chunk, Consumer<StreamEvent> sink) {
    if (!started) {
      started = true;
      sink.accept(
          new StreamEvent.Started(
              Json.text(chunk, "id"), Json.text(chunk, "model"), Json.count(chunk, "created")));
    }
    int position = 0;
    for (var choice : chunk.path("choices")) {
      choice(choice, position++, sink);
    }
    var usage = OpenAiUsage.readChat(chunk.get("usage"));
    if (usage != null) {
      sink.accept(new StreamEvent.UsageReported(usage));
    }
  }

  private void choice(JsonNode choice, int position, Consumer<StreamEvent> sink) {
    int index = Math.max(0, Json.integer(choice, "index", position));
    var decoder = choices.computeIfAbsent(index, i -> new ChatChoiceDecoder(i, context, sink));
    // Some servers close with a whole message instead of a delta.
    var delta = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
    decoder.delta(delta);
    if (choice.path("logprobs").get("content") instanceof ArrayNode tokens && !tokens.isEmpty()) {
      sink.accept(new StreamEvent.Logprobs(index, tokens));
    }
    decoder.finish(Json.text(choice, "finish_reason"));
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (over) {
      return;
    }
    if (choices.isEmpty() || !choices.values().stream().allMatch(ChatChoiceDecoder::finished)) {
      fail(WireError.truncated(), sink);
      return;
    }
    over = true;
    choices.values().forEach(ChatChoiceDecoder::close);
    sink.accept(new StreamEvent.Ended());
  }

  private void fail(WireError error, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(new StreamEvent.Failed(error));
  }
}
