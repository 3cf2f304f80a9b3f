package dev.turnpike.core.dialect.openai.responses.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Message.Role;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.Members;
import dev.turnpike.core.dialect.openai.OpenAiFormats;
import dev.turnpike.core.dialect.openai.responses.request.ResponsesTools;

/** The members of a response that repeat its request; official SDKs demand many of them. */
public final class ResponseFrame {
  private ResponseFrame() {}

  /** A response in progress: no output and no usage yet. */
  public static ObjectNode of(ReplyContext context, String id, String model, long created) {
    var request = context.request();
    var sampling = request.sampling();
    var node = Json.object();
    node.put("id", context.replyId("resp_", id)).put("object", "response");
    node.put("created_at", context.createdOr(created)).put("status", "in_progress");
    node.put("background", false).putNull("error").putNull("incomplete_details");
    instructions(context, node);
    node.put("max_output_tokens", sampling.maxTokens());
    node.put("model", context.modelName(model));
    node.putArray("output");
    ResponsesTools.echo(request.tooling(), node);
    node.putNull("previous_response_id");
    var reasoning = node.putObject("reasoning").putNull("effort").putNull("summary");
    if (request.thinking() != null) {
      reasoning.put("effort", request.thinking().effortOrMapped().wire());
    }
    node.put("store", false);
    node.put("temperature", sampling.temperature()).put("top_p", sampling.topP());
    text(context, node);
    node.put("truncation", "disabled").putNull("usage");
    node.put("user", request.tags().user());
    node.set(
        "metadata", request.tags().metadata() != null ? request.tags().metadata() : Json.object());
    return node;
  }

  private static void instructions(ReplyContext context, ObjectNode node) {
    var messages = context.request().messages();
    node.putNull("instructions");
    if (!messages.isEmpty()
        && messages.getFirst().role() == Role.SYSTEM
        && messages.getFirst().blocks().size() == 1
        && messages.getFirst().blocks().getFirst() instanceof Block.Text text) {
      node.put("instructions", text.text());
    }
  }

  private static void text(ReplyContext context, ObjectNode node) {
    var output = context.request().output();
    var text = node.putObject("text");
    var format = text.putObject("format");
    switch (output.format()) {
      case null -> format.put("type", "text");
      case Format.AnyJson() -> format.put("type", "json_object");
      case Format.Schema schema ->
          OpenAiFormats.writeSchema(schema, format.put("type", "json_schema"));
    }
    Members.of(text).put("verbosity", output.verbosity());
  }
}
