package dev.turnpike.core.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.openai.OpenAiFormats;
import dev.turnpike.core.dialect.openai.chat.content.ChatMessageReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a chat completion request. */
public final class ChatRequestReader {
  private final Drops drops;

  public ChatRequestReader(Drops drops) {
    this.drops = drops;
  }

  public ChatRequest read(JsonNode body) {
    var fields = Fields.of(body, "");
    var streamOptions = fields.object("stream_options");
    return new ChatRequest(
        fields.requiredText("model"),
        fields.isTrue("stream"),
        streamOptions != null && streamOptions.isTrue("include_usage"),
        messages(fields),
        ChatToolsReader.read(fields),
        sampling(fields),
        thinking(fields),
        output(fields),
        new Tags(
            fields.has("safety_identifier")
                ? fields.text("safety_identifier")
                : fields.text("user"),
            fields.tree("metadata"),
            fields.text("service_tier"),
            fields.text("prompt_cache_key"),
            fields.flag("store")),
        extras(fields));
  }

  private static Extras extras(Fields fields) {
    fields.take("user");
    fields.take("safety_identifier");
    return new Extras(DialectId.OPENAI_CHAT, fields.rest());
  }

  private List<Message> messages(Fields fields) {
    var list = fields.objects("messages");
    if (list.isEmpty()) {
      throw fields.has("messages")
          ? fields.wrong("messages", "a list of at least one message")
          : fields.missing("messages");
    }
    var reader = new ChatMessageReader(drops);
    var messages = new ArrayList<Message>(list.size());
    for (var message : list) {
      reader.read(message, messages);
    }
    return messages;
  }

  private static Sampling sampling(Fields fields) {
    var maxCompletion = fields.whole("max_completion_tokens");
    var max = fields.whole("max_tokens");
    return new Sampling(
        fields.number("temperature"),
        fields.number("top_p"),
        fields.integer("top_k"),
        maxCompletion != null ? maxCompletion : max,
        fields.texts("stop"),
        fields.whole("seed"),
        fields.integer("n"),
        fields.number("presence_penalty"),
        fields.number("frequency_penalty"),
        fields.tree("logit_bias"),
        fields.flag("logprobs"),
        fields.integer("top_logprobs"));
  }

  /** OpenAI's effort, or one of the two objects that compatible servers take instead. */
  private static @Nullable Thinking thinking(Fields fields) {
    var effort = fields.text("reasoning_effort");
    var reasoning = fields.object("reasoning");
    var thinking = fields.object("thinking");
    if (effort != null) {
      return new Thinking(OpenAiFormats.effort("reasoning_effort", effort), null, null);
    }
    if (reasoning != null) {
      var word = reasoning.text("effort");
      var exclude = reasoning.flag("exclude");
      return new Thinking(
          word == null ? null : OpenAiFormats.effort("reasoning.effort", word),
          reasoning.whole("max_tokens"),
          exclude == null ? null : !exclude);
    }
    if (thinking != null) {
      return switch (thinking.text("type", "enabled")) {
        case "disabled" -> new Thinking(Thinking.Effort.NONE, null, null);
        default -> new Thinking(null, thinking.whole("budget_tokens"), null);
      };
    }
    return null;
  }

  private static OutputForm output(Fields fields) {
    var format = fields.object("response_format");
    OutputForm.Format read = null;
    if (format != null) {
      boolean schema = "json_schema".equals(format.text("type"));
      // The platform's own cookbook leaves the type out beside a json_schema.
      boolean bare = !format.has("type") && format.has("json_schema");
      if (bare) {
        format = Fields.of(format.node().deepCopy().put("type", "json_schema"), "response_format");
      }
      read =
          OpenAiFormats.readFormat(
              format, schema || bare ? format.requiredObject("json_schema") : format);
    }
    return new OutputForm(
        read, fields.text("verbosity"), fields.texts("modalities"), fields.tree("audio"));
  }
}
