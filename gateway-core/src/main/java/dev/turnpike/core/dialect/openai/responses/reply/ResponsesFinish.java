package dev.turnpike.core.dialect.openai.responses.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.json.Json;

/** {@code status} and {@code incomplete_details}: what other formats call a finish reason. */
public final class ResponsesFinish {
  private ResponsesFinish() {}

  public static FinishReason read(JsonNode response, boolean called, boolean refused) {
    if (Json.text(response, "status").equals("incomplete")) {
      return switch (Json.text(response.path("incomplete_details"), "reason")) {
        case "max_output_tokens", "max_tokens" -> FinishReason.LENGTH;
        case "content_filter" -> FinishReason.CONTENT_FILTER;
        default -> FinishReason.OTHER;
      };
    }
    return refused ? FinishReason.REFUSAL : FinishReason.STOP.given(called);
  }

  /** Puts both members; answers whether the response is complete. */
  public static boolean write(FinishReason finish, boolean hasRefusalText, ObjectNode response) {
    var reason =
        switch (finish) {
          case LENGTH, CONTEXT_WINDOW -> "max_output_tokens";
          case CONTENT_FILTER -> "content_filter";
          case REFUSAL -> hasRefusalText ? "" : "content_filter";
          case STOP, STOP_SEQUENCE, TOOL_USE, PAUSE, MALFORMED_TOOL_USE, OTHER -> "";
        };
    response.put("status", reason.isEmpty() ? "completed" : "incomplete");
    if (reason.isEmpty()) {
      response.putNull("incomplete_details");
    } else {
      response.putObject("incomplete_details").put("reason", reason);
    }
    return reason.isEmpty();
  }
}
