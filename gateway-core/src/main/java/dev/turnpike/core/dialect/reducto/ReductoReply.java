package dev.turnpike.core.dialect.reducto;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a job that has come to an end. It is billed by pages: tokens are none. */
final class ReductoReply {
  private ReductoReply() {}

  static ChatReply read(JsonNode job) {
    var status = Json.text(job, "status");
    if (!status.equals("Completed")) {
      var why = ErrorText.clean(Json.text(job, "reason"));
      throw RefusedException.invalid(
          "status",
          status.isEmpty()
              ? "The provider's answer is not a parsing job."
              : ("The parsing job ended as " + status + ". " + why).strip());
    }
    var parsed = job.path("result");
    return ChatReply.ofText(
        Json.text(parsed, "job_id"), "", text(parsed.path("result")), Usage.NONE);
  }

  /** Pages and credits, as a parsed document tells them, be it a job's or not. */
  static Map<String, BigDecimal> billed(@Nullable JsonNode answer) {
    var billed = new LinkedHashMap<String, BigDecimal>();
    if (answer != null) {
      var usage = (answer.has("usage") ? answer : answer.path("result")).path("usage");
      count(usage, "num_pages", "pages", billed);
      count(usage, "credits", "credits", billed);
    }
    return billed;
  }

  private static void count(
      JsonNode usage, String member, String name, Map<String, BigDecimal> billed) {
    if (usage.path(member).isNumber()) {
      billed.put(name, usage.path(member).decimalValue());
    }
  }

  /** Long results lie at an address instead, which is told as it is: nothing is fetched here. */
  private static String text(JsonNode result) {
    if (Json.text(result, "type").equals("url")) {
      return Json.text(result, "url");
    }
    var text = new StringBuilder();
    for (var chunk : result.path("chunks")) {
      text.append(text.isEmpty() ? "" : "\n\n").append(Json.text(chunk, "content"));
    }
    return text.toString();
  }
}
