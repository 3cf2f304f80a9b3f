package dev.turnpike.core.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.contract.ItemMemory;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.dialect.openai.OpenAiFormats;
import dev.turnpike.core.dialect.openai.responses.content.ResponsesItemReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a Responses request. */
public final class ResponsesRequestReader {
  private final ItemMemory items;
  private final Drops drops;

  public ResponsesRequestReader(ItemMemory items, Drops drops) {
    this.items = items;
    this.drops = drops;
  }

  public ChatRequest read(JsonNode body) {
    var fields = Fields.of(body, "");
    refuseState(fields);
    var include = fields.texts("include");
    fields.take("stream_options");
    drops.addIf("auto".equals(fields.text("truncation")), "truncation");
    var text = fields.object("text");
    return new ChatRequest(
        fields.requiredText("model"),
        fields.isTrue("stream"),
        true,
        messages(fields),
        ResponsesTools.read(fields),
        sampling(fields, include),
        thinking(fields),
        output(text),
        new Tags(
            fields.has("safety_identifier")
                ? fields.text("safety_identifier")
                : fields.text("user"),
            fields.tree("metadata"),
            fields.text("service_tier"),
            fields.text("prompt_cache_key"),
            // Clients mean "keep it for previous_response_id", which does not cross providers.
            Boolean.TRUE.equals(fields.flag("store")) ? null : fields.flag("store")),
        extras(fields));
  }

  private static Extras extras(Fields fields) {
    fields.take("user");
    fields.take("safety_identifier");
    fields.take("background");
    return new Extras(DialectId.OPENAI_RESPONSES, fields.rest());
  }

  /** What points to things stored at OpenAI. */
  private static void refuseState(Fields fields) {
    refuse(
        fields,
        "previous_response_id",
        "Answers are not stored for this model: send the whole conversation in input.");
    refuse(
        fields,
        "conversation",
        "Conversations are not stored for this model: send the whole conversation in input.");
    refuse(fields, "prompt", "Prompts stored at OpenAI are not available to this model.");
    if (fields.isTrue("background")) {
      throw RefusedException.unsupported(
          "background", "This model answers only while the caller waits.");
    }
  }

  private static void refuse(Fields fields, String name, String message) {
    if (fields.has(name)) {
      throw RefusedException.unsupported(name, message);
    }
  }

  private List<Message> messages(Fields fields) {
    var messages = new ArrayList<Message>();
    var instructions = fields.take("instructions");
    if (instructions != null) {
      messages.add(
          new Message(Role.SYSTEM, List.of(new Block.Text(fields.requiredText("instructions")))));
    }
    var input = fields.take("input");
    if (input == null) {
      throw fields.missing("input");
    }
    if (input.isTextual()) {
      messages.add(new Message(Role.USER, List.of(new Block.Text(input.textValue()))));
      return messages;
    }
    if (!input.isArray() || input.isEmpty()) {
      throw fields.wrong("input", "a string or a list of at least one item");
    }
    var reader = new ResponsesItemReader(items, drops);
    for (var item : fields.objects("input")) {
      reader.read(item, messages);
    }
    return messages;
  }

  private static Sampling sampling(Fields fields, List<String> include) {
    var top = fields.integer("top_logprobs");
    boolean logprobs = include.contains("message.output_text.logprobs") || top != null && top > 0;
    return new Sampling(
        fields.number("temperature"),
        fields.number("top_p"),
        null,
        fields.whole("max_output_tokens"),
        List.of(),
        null,
        null,
        null,
        null,
        null,
        logprobs ? true : null,
        top);
  }

  private static @Nullable Thinking thinking(Fields fields) {
    var reasoning = fields.object("reasoning");
    if (reasoning == null) {
      return null;
    }
    var effort = reasoning.text("effort");
    var summary = reasoning.text("summary");
    if (summary == null) {
      summary = reasoning.text("generate_summary");
    }
    if (effort == null && summary == null) {
      return null;
    }
    return new Thinking(
        effort == null ? null : OpenAiFormats.effort("reasoning.effort", effort),
        null,
        summary == null ? null : true);
  }

  private static OutputForm output(@Nullable Fields text) {
    if (text == null) {
      return OutputForm.FREE;
    }
    var format = text.object("format");
    return new OutputForm(
        format == null ? null : OpenAiFormats.readFormat(format, format),
        text.text("verbosity"),
        List.of(),
        null);
  }
}
