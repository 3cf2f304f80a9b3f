package dev.turnpike.core.dialect.gemini.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code logprobsResult}, to and from OpenAI's form, which is the canonical one. */
public final class GeminiLogprobs {
  private GeminiLogprobs() {}

  public static @Nullable ArrayNode read(JsonNode result) {
    if (!(result.get("chosenCandidates") instanceof ArrayNode chosen) || chosen.isEmpty()) {
      return null;
    }
    var tokens = Json.array();
    for (int i = 0; i < chosen.size(); i++) {
      var token = token(chosen.get(i));
      var alternatives = token.putArray("top_logprobs");
      for (var other : result.path("topCandidates").path(i).path("candidates")) {
        alternatives.add(token(other));
      }
      tokens.add(token);
    }
    return tokens;
  }

  private static ObjectNode token(JsonNode candidate) {
    var text = Json.text(candidate, "token");
    var token = Json.object().put("token", text);
    token.set(
        "logprob",
        candidate.path("logProbability").isNumber() ? candidate.path("logProbability") : null);
    var bytes = token.putArray("bytes");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      bytes.add(b & 0xff);
    }
    return token;
  }

  public static ObjectNode write(ArrayNode tokens) {
    var result = Json.object();
    var top = result.putArray("topCandidates");
    var chosen = result.putArray("chosenCandidates");
    for (var token : tokens) {
      chosen.add(candidate(token));
      var candidates = top.addObject().putArray("candidates");
      token.path("top_logprobs").forEach(other -> candidates.add(candidate(other)));
    }
    return result;
  }

  private static ObjectNode candidate(JsonNode token) {
    var candidate = Json.object().put("token", Json.text(token, "token"));
    if (token.path("logprob").isNumber()) {
      candidate.set("logProbability", token.path("logprob"));
    }
    return candidate;
  }
}
