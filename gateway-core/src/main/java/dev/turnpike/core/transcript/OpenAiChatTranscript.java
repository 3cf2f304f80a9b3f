package dev.turnpike.core.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions: messages as the caller wrote them, the first choice of the answer. */
final class OpenAiChatTranscript {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private OpenAiChatTranscript() {}

  static Transcript read(@Nullable String request, @Nullable String response) {
    var asked = tree(request);
    return new Transcript(
        text(asked.path("messages")), completion(response), text(asked.path("tools")));
  }

  private static @Nullable String completion(@Nullable String response) {
    if (response == null) {
      return null;
    }
    if (EventStream.isStream(response)) {
      return streamed(response).orElse(null);
    }
    return text(tree(response).path("choices").path(0).path("message"));
  }

  private static Optional<String> streamed(String events) {
    var message = new StreamedMessage(MAPPER);
    EventStream.read(
        events,
        (name, data) -> {
          if (data.startsWith("{")) {
            message.add(tree(data).path("choices"));
          }
        });
    return message.json().map(JsonNode::toString);
  }

  private static JsonNode tree(@Nullable String json) {
    if (json == null) {
      return MissingNode.getInstance();
    }
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // cut short or never JSON: the raw body is shown instead
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isContainerNode() && !node.isEmpty() ? node.toString() : null;
  }
}
