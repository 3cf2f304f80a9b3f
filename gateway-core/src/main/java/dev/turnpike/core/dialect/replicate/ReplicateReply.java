package dev.turnpike.core.dialect.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/** Reads a prediction that has come to an end. What it put out is text, or pieces of text. */
final class ReplicateReply {
  private ReplicateReply() {}

  static ChatReply read(JsonNode prediction) {
    var status = Json.text(prediction, "status");
    if (!status.equals("succeeded")) {
      var why = ErrorText.clean(Json.text(prediction, "error"));
      throw RefusedException.invalid(
          "status",
          status.isEmpty()
              ? "The provider's answer is not a prediction."
              : ("The prediction ended as " + status + ". " + why).strip());
    }
    return ChatReply.ofText(
        Json.text(prediction, "id"),
        Json.text(prediction, "model"),
        text(prediction.path("output")),
        usage(prediction.path("metrics")));
  }

  private static String text(JsonNode output) {
    if (output.isTextual()) {
      return output.textValue();
    }
    if (!output.isArray()) {
      return output.isMissingNode() || output.isNull() ? "" : Json.write(output);
    }
    var text = new StringBuilder();
    output.forEach(piece -> text.append(piece.isTextual() ? piece.textValue() : piece.toString()));
    return text.toString();
  }

  /** Language models report tokens among their metrics; others only seconds. */
  private static @Nullable Usage usage(JsonNode metrics) {
    return metrics.has("input_token_count") || metrics.has("output_token_count")
        ? Usage.ofText(
            Json.count(metrics, "input_token_count"), Json.count(metrics, "output_token_count"))
        : null;
  }
}
