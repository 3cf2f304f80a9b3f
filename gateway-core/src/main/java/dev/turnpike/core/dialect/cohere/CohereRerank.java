package dev.turnpike.core.dialect.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.OperationFormat;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;

/**
 * Rerank, in the form that servers of OpenAI's form share ({@code query}, {@code documents}, {@code
 * top_n}, {@code return_documents}); the vendor's own no longer returns the documents, so that they
 * are taken from the request. Billed by search, not by tokens.
 *
 * @see <a href="https://docs.cohere.com/reference/rerank">Rerank</a> (read 2026-11-22)
 */
public final class CohereRerank implements OperationFormat {
  @Override
  public String segment() {
    return "/rerank";
  }

  @Override
  public Conversion<ObjectNode> write(ObjectNode asked, String model) {
    return Conversion.of(
        drops -> {
          var fields = Fields.of(asked, "");
          fields.take("model");
          fields.flag("return_documents");
          var body = Json.object().put("model", model);
          body.put("query", fields.requiredText("query"));
          var documents = body.putArray("documents");
          for (var document : fields.items("documents")) {
            documents.add(text(document));
          }
          if (documents.isEmpty()) {
            throw fields.missing("documents");
          }
          Members.of(body)
              .put("top_n", fields.integer("top_n"))
              .put("max_tokens_per_doc", fields.integer("max_tokens_per_doc"));
          fields.rest().fieldNames().forEachRemaining(drops::add);
          return body;
        });
  }

  private static String text(JsonNode document) {
    var text = document.isTextual() ? document.textValue() : Json.text(document, "text");
    if (text.isEmpty()) {
      throw RefusedException.invalid(
          "documents", "documents must be texts, or objects with a member text.");
    }
    return text;
  }

  @Override
  public Conversion<Answer> read(byte[] body, ObjectNode asked) {
    return Conversion.ofReply(
        drops -> {
          var reply = Json.read(body);
          if (!(reply.get("results") instanceof ArrayNode results)) {
            throw RefusedException.invalid("results", "The provider's answer holds no results.");
          }
          var answer = Json.object();
          Members.of(answer)
              .put("id", Json.textOrNull(reply, "id"))
              .put("model", Json.textOrNull(asked, "model"));
          var list = answer.putArray("results");
          for (var result : results) {
            list.add(result(result, asked));
          }
          answer.putObject("usage").put("total_tokens", 0);
          Members.of(answer).put("meta", reply.get("meta"));
          return new Answer(Json.writeBytes(answer), Usage.NONE);
        });
  }

  private static ObjectNode result(JsonNode result, ObjectNode asked) {
    int index = Json.integer(result, "index", -1);
    var node = Json.object().put("index", index);
    Members.of(node).put("relevance_score", result.get("relevance_score"));
    var document = asked.path("documents").path(index);
    if (asked.path("return_documents").asBoolean() && !document.isMissingNode()) {
      node.set("document", document.isTextual() ? Json.object().set("text", document) : document);
    }
    return node;
  }
}
