package dev.turnpike.ingest.api.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.span.Span;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bodies of a log: messages, input and output, whole request and response. */
final class ContentForm {
  /** Members whose values are credentials, whatever client library dumped them. */
  private static final Set<String> SECRETS =
      Set.of(
          "api_key",
          "apikey",
          "api-key",
          "x-api-key",
          "x-goog-api-key",
          "authorization",
          "proxy-authorization",
          "aws_secret_access_key",
          "secret_access_key",
          "access_token",
          "client_secret",
          "password",
          "vertex_ai_credentials",
          "cookie",
          "set-cookie");

  private static final String HIDDEN = "[removed]";

  private ContentForm() {}

  static Span.Content read(WireFields fields) {
    return new Span.Content(
        withoutSecrets(fields.any("full_request")),
        withoutSecrets(fields.any("full_response")),
        text(messages(fields)),
        text(completion(fields)),
        text(fields.any("input")),
        text(fields.any("output")),
        text(fields.list("tools")),
        false);
  }

  /** The older {@code messages} are appended to {@code prompt_messages}. */
  private static JsonNode messages(WireFields fields) {
    var prompt = fields.any("prompt_messages");
    var older = fields.any("messages");
    for (var name : new String[] {"prompt_messages", "messages"}) {
      var node = fields.any(name);
      if (node.isNumber() || node.isBoolean()) {
        fields.errors().add(name, "Must be a list of messages.");
      }
    }
    if (!older.isContainerNode() && !older.isTextual()) {
      return prompt;
    }
    var all = JsonNodeFactory.instance.arrayNode();
    append(all, prompt);
    append(all, older);
    return all;
  }

  private static void append(ArrayNode all, JsonNode some) {
    if (some.isArray()) {
      some.forEach(all::add);
    } else if (some.isObject() || some.isTextual()) {
      all.add(some);
    }
  }

  private static JsonNode completion(WireFields fields) {
    var message = fields.any("completion_message");
    if (message.isNumber() || message.isBoolean()) {
      fields.errors().add("completion_message", "Must be a message.");
    }
    return message.isContainerNode() || message.isTextual()
        ? message
        : fields.list("completion_messages").path(0);
  }

  /** Text stays as it is, everything else becomes its JSON. */
  private static @Nullable String text(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return null;
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }

  private static @Nullable String withoutSecrets(JsonNode node) {
    return text(node.isContainerNode() ? scrubbed(node) : node);
  }

  private static JsonNode scrubbed(JsonNode node) {
    if (node instanceof ArrayNode array) {
      var copy = array.arrayNode();
      array.forEach(item -> copy.add(scrubbed(item)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      var copy = object.objectNode();
      object
          .properties()
          .forEach(
              member -> {
                var secret = SECRETS.contains(member.getKey().toLowerCase(Locale.ROOT));
                if (secret && member.getValue().isTextual()) {
                  copy.put(member.getKey(), HIDDEN);
                } else {
                  copy.set(member.getKey(), scrubbed(member.getValue()));
                }
              });
      return copy;
    }
    return node;
  }
}
