package dev.turnpike.core.dialect.gemini.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a caller's contents. Calls may come without ids: they are counted, and an
 * answer without one belongs to the earliest unanswered call of its name.
 */
public final class GeminiPartReader {
  private final Map<String, String> unanswered = new LinkedHashMap<>();
  private int calls;

  public List<Block> read(Fields content) {
    var blocks = new ArrayList<Block>();
    for (var part : content.objects("parts")) {
      part(part, blocks);
    }
    return blocks;
  }

  private void part(Fields part, List<Block> blocks) {
    var signature = part.text("thoughtSignature", "");
    var seal = signature.isEmpty() ? null : Seal.read(DialectId.GEMINI_GENERATE, signature, false);
    if (part.isTrue("thought")) {
      thought(part.text("text", ""), seal, blocks);
      return;
    }
    if (seal != null) {
      blocks.add(new Block.Reasoning("", seal));
    }
    if (part.has("text")) {
      var text = part.requiredText("text");
      if (!text.isEmpty()) {
        blocks.add(new Block.Text(text));
      }
    } else if (part.has("inlineData")) {
      blocks.add(inline(part.requiredObject("inlineData")));
    } else if (part.has("fileData")) {
      blocks.add(file(part.requiredObject("fileData")));
    } else if (part.has("functionCall")) {
      blocks.add(call(part.requiredObject("functionCall")));
    } else if (part.has("functionResponse")) {
      blocks.add(response(part.requiredObject("functionResponse")));
    } else if (!part.node().isEmpty() && seal == null) {
      blocks.add(
          new Block.Opaque(
              DialectId.GEMINI_GENERATE, part.node().fieldNames().next(), part.node()));
    }
  }

  /**
   * Pieces of one thought come as parts of their own when a stream was kept; the last is signed.
   */
  private static void thought(String text, @Nullable Seal seal, List<Block> blocks) {
    if (!blocks.isEmpty()
        && blocks.getLast() instanceof Block.Reasoning(var before, var none)
        && none == null) {
      blocks.set(blocks.size() - 1, new Block.Reasoning(before + text, seal));
    } else {
      blocks.add(new Block.Reasoning(text, seal));
    }
  }

  private static Block inline(Fields data) {
    var type = data.requiredText("mimeType");
    return new Block.Media(
        GeminiMedia.kind(type),
        new MediaSource.Inline(type, GeminiMedia.standard(data.requiredText("data"))),
        data.text("displayName"),
        null,
        null);
  }

  private static Block file(Fields data) {
    var uri = data.requiredText("fileUri");
    var type = data.text("mimeType");
    return new Block.Media(
        GeminiMedia.kind(type != null ? type : GeminiMedia.guess(uri)),
        new MediaSource.Link(uri, type),
        data.text("displayName"),
        null,
        null);
  }

  private Block call(Fields call) {
    var name = call.requiredText("name");
    var id = call.text("id", "");
    if (id.isEmpty()) {
      id = "call_" + ++calls;
    }
    unanswered.put(id, name);
    var args = call.tree("args");
    return new Block.ToolUse(id, name, args == null ? "{}" : Json.write(args));
  }

  private Block response(Fields response) {
    var name = response.requiredText("name");
    var id = response.text("id", "");
    if (id.isEmpty()) {
      id = earliest(name);
    }
    unanswered.remove(id);
    var content = new ArrayList<Block>();
    var node = response.tree("response");
    boolean error = node != null && node.size() == 1 && node.has("error");
    if (node != null && !node.isEmpty()) {
      content.add(new Block.Text(text(node)));
    }
    for (var part : response.objects("parts")) {
      part(part, content);
    }
    return new Block.ToolResult(id, name, content, error);
  }

  private String earliest(String name) {
    for (var call : unanswered.entrySet()) {
      if (call.getValue().equals(name)) {
        return call.getKey();
      }
    }
    return "call_" + name;
  }

  /** {@code output} and {@code error} are Google's own wrappers; else the whole object is meant. */
  private static String text(ObjectNode response) {
    JsonNode value = response;
    if (response.size() == 1) {
      var only = response.fieldNames().next();
      if (only.equals("output") || only.equals("error") || only.equals("result")) {
        value = response.path(only);
      }
    }
    return value.isTextual() ? value.textValue() : Json.write(value);
  }
}
