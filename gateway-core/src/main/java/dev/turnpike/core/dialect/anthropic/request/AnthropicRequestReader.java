package dev.turnpike.core.dialect.anthropic.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.anthropic.content.AnthropicBlockReader;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.json.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a Messages request, or of {@code count_tokens}. */
public final class AnthropicRequestReader {
  private AnthropicRequestReader() {}

  public static ChatRequest read(JsonNode body) {
    var fields = Fields.of(body, "");
    var config = fields.object("output_config");
    var metadata = fields.object("metadata");
    return new ChatRequest(
        fields.requiredText("model"),
        fields.isTrue("stream"),
        true,
        messages(fields),
        AnthropicTools.read(fields),
        sampling(fields),
        thinking(fields, config),
        output(fields, config),
        tags(fields, metadata),
        new Extras(DialectId.ANTHROPIC_MESSAGES, fields.rest()));
  }

  private static List<Message> messages(Fields fields) {
    var messages = new ArrayList<Message>();
    if (fields.has("system")) {
      messages.add(new Message(Role.SYSTEM, AnthropicBlockReader.content(fields, "system")));
    }
    var list = fields.objects("messages");
    if (list.isEmpty()) {
      throw fields.has("messages")
          ? fields.wrong("messages", "a list of at least one message")
          : fields.missing("messages");
    }
    for (var message : list) {
      var blocks = AnthropicBlockReader.content(message, "content");
      switch (message.requiredText("role")) {
        case "user" -> messages.addAll(Message.ofUser(blocks));
        case "assistant" -> messages.add(new Message(Role.ASSISTANT, blocks));
        case "system" -> messages.add(new Message(Role.SYSTEM, blocks));
        default -> throw message.wrong("role", "user, assistant or system");
      }
    }
    return messages;
  }

  private static Sampling sampling(Fields fields) {
    return new Sampling(
        fields.number("temperature"),
        fields.number("top_p"),
        fields.integer("top_k"),
        fields.whole("max_tokens"),
        fields.texts("stop_sequences"),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static @Nullable Thinking thinking(Fields fields, @Nullable Fields config) {
    var thinking = fields.object("thinking");
    var effort = config == null ? null : effort(config);
    if (thinking == null) {
      return effort == null ? null : new Thinking(effort, null, null);
    }
    var display = thinking.text("display");
    Boolean visible = display == null ? null : !display.equals("omitted");
    return switch (thinking.requiredText("type")) {
      case "enabled" -> {
        var budget = thinking.whole("budget_tokens");
        if (budget == null) {
          throw thinking.missing("budget_tokens");
        }
        yield new Thinking(effort, budget, visible);
      }
      case "disabled" -> new Thinking(null, 0L, null);
      case "adaptive" -> new Thinking(effort, null, visible);
      default -> throw thinking.wrong("type", "enabled, disabled or adaptive");
    };
  }

  private static Thinking.@Nullable Effort effort(Fields config) {
    var word = config.text("effort");
    return word == null
        ? null
        : Thinking.Effort.ofWire(word)
            .orElseThrow(() -> config.wrong("effort", "low, medium, high, xhigh or max"));
  }

  private static OutputForm output(Fields fields, @Nullable Fields config) {
    var format = config == null ? null : config.object("format");
    if (format == null) {
      // The name it had while in beta.
      format = fields.object("output_format");
    }
    fields.take("output_format");
    if (format == null) {
      return OutputForm.FREE;
    }
    if (!format.text("type", "json_schema").equals("json_schema")) {
      throw format.wrong("type", "json_schema");
    }
    ObjectNode schema = format.tree("schema");
    if (schema == null) {
      throw format.missing("schema");
    }
    return new OutputForm(
        new OutputForm.Format.Schema("answer", null, schema, true), null, List.of(), null);
  }

  private static Tags tags(Fields fields, @Nullable Fields metadata) {
    var tier = fields.text("service_tier");
    ObjectNode rest = null;
    String user = null;
    if (metadata != null) {
      user = metadata.text("user_id");
      rest = metadata.rest();
    }
    return new Tags(
        user,
        rest == null || rest.isEmpty() ? null : rest,
        "standard_only".equals(tier) ? "default" : tier,
        null,
        null);
  }
}
