package dev.turnpike.core.upstream.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Cohere's API, version 2: chat, embed, rerank.
 *
 * @see <a href="https://docs.cohere.com/reference/chat">Chat</a> (read 2026-11-22)
 */
public final class CohereFake implements Function<ReceivedRequest, Script> {
  public static final String API_KEY = "cohere-key-0123456789abcdefgh";

  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "/v2/chat",
          Set.of(
              "model",
              "messages",
              "tools",
              "strict_tools",
              "documents",
              "citation_options",
              "response_format",
              "safety_mode",
              "max_tokens",
              "stop_sequences",
              "temperature",
              "seed",
              "frequency_penalty",
              "presence_penalty",
              "k",
              "p",
              "logprobs",
              "tool_choice",
              "thinking",
              "priority",
              "stream"),
          "/v2/embed",
          Set.of(
              "model",
              "input_type",
              "texts",
              "images",
              "inputs",
              "max_tokens",
              "output_dimension",
              "embedding_types",
              "truncate",
              "priority"),
          "/v2/rerank",
          Set.of("model", "query", "documents", "top_n", "max_tokens_per_doc", "priority"));

  @Override
  public Script apply(ReceivedRequest request) {
    if (!request.header("authorization").orElse("").equals("Bearer " + API_KEY)) {
      return error(401, "invalid api token");
    }
    var known = KNOWN.get(request.target());
    if (known == null) {
      return error(404, "page not found");
    }
    var body = Members.of(request);
    var unknown = Members.unknown(body, known);
    if (unknown.isPresent()) {
      return error(422, "unknown field: parameter '" + unknown.get() + "' is not a valid field");
    }
    return switch (request.target()) {
      case "/v2/embed" -> embed(body);
      case "/v2/rerank" ->
          Script.json(
              "{\"id\":\"r1\",\"results\":[{\"index\":1,\"relevance_score\":0.98},"
                  + "{\"index\":0,\"relevance_score\":0.02}],\"meta\":{\"billed_units\":{\"search_units\":1}}}");
      default -> chat(body);
    };
  }

  private static Script embed(ObjectNode body) {
    if (!body.has("input_type")) {
      return error(400, "valid input_type must be provided with the provided model");
    }
    var reply = Json.object().put("id", "e1").put("response_type", "embeddings_by_type");
    var vectors = reply.putObject("embeddings").putArray("float");
    body.path("texts").forEach(text -> vectors.addArray().add(0.5).add(-1.0));
    reply.set("texts", body.path("texts"));
    reply.putObject("meta").putObject("billed_units").put("input_tokens", 4);
    return Script.json(Json.write(reply));
  }

  private static Script chat(ObjectNode body) {
    if (body.path("messages").path(0).path("content").asText().contains("too many")) {
      return error(429, "You are past the rate limit, please wait and try again later.");
    }
    var usage =
        "\"usage\":{\"billed_units\":{\"input_tokens\":11,\"output_tokens\":4},\"tokens\":{\"input_tokens\":70,\"output_tokens\":4}}";
    var calls = body.has("tools");
    var call =
        "{\"id\":\"w1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Oslo\\\"}\"}}";
    var finish = "\"finish_reason\":\"" + (calls ? "TOOL_CALL" : "COMPLETE") + "\"";
    if (!body.path("stream").asBoolean()) {
      return Script.json(
          "{\"id\":\"c1\","
              + finish
              + ",\"message\":{\"role\":\"assistant\","
              + (calls
                  ? "\"tool_plan\":\"I look.\",\"tool_calls\":[" + call + "]"
                  : "\"content\":[{\"type\":\"text\",\"text\":\"Hi from Cohere\"}]")
              + "},"
              + usage
              + "}");
    }
    var script = Script.stream();
    send(script, "message-start", "\"id\":\"c1\",\"delta\":{\"message\":{\"role\":\"assistant\"}}");
    if (calls) {
      send(script, "tool-plan-delta", "\"delta\":{\"message\":{\"tool_plan\":\"I look.\"}}");
      send(
          script,
          "tool-call-start",
          "\"index\":0,\"delta\":{\"message\":{\"tool_calls\":" + call + "}}");
      send(script, "tool-call-end", "\"index\":0");
    } else {
      send(
          script,
          "content-start",
          "\"index\":0,\"delta\":{\"message\":{\"content\":{\"type\":\"text\",\"text\":\"\"}}}");
      send(
          script,
          "content-delta",
          "\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"Hi from \"}}}");
      send(
          script,
          "content-delta",
          "\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"Cohere\"}}}");
      send(script, "content-end", "\"index\":0");
    }
    send(script, "message-end", "\"delta\":{" + finish + "," + usage + "}");
    return script.end();
  }

  private static void send(Script script, String type, String members) {
    script.chunk("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n");
  }

  private static Script error(int status, String message) {
    return Script.answer(
        status, "application/json", "{\"id\":\"x\",\"message\":\"" + message + "\"}");
  }
}
