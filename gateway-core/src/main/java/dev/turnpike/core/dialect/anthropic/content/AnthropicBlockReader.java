package dev.turnpike.core.dialect.anthropic.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Block.Media.Kind;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.json.Content;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads content a caller sent: a string, or an array of blocks. */
public final class AnthropicBlockReader {
  private AnthropicBlockReader() {}

  public static List<Block> content(Fields holder, String name) {
    return Content.read(
        holder, name, "a string or an array of blocks", AnthropicBlockReader::block);
  }

  private static Block block(Fields block) {
    var type = block.requiredText("type");
    var mark = block.tree("cache_control");
    return switch (type) {
      case "text" ->
          new Block.Text(
              block.requiredText("text"), citations(block.node().path("citations")), mark);
      case "image" ->
          new Block.Media(Kind.IMAGE, source(block.requiredObject("source")), null, null, mark);
      case "document" -> document(block, mark);
      case "tool_use" ->
          new Block.ToolUse(
              block.requiredText("id"),
              block.requiredText("name"),
              Json.write(block.requiredObject("input").node()),
              mark);
      case "tool_result" -> result(block, mark);
      case "thinking" -> {
        var signature = block.text("signature", "");
        yield new Block.Reasoning(block.text("thinking", ""), seal(signature, false));
      }
      case "redacted_thinking" -> new Block.Reasoning("", seal(block.requiredText("data"), true));
      default -> new Block.Opaque(DialectId.ANTHROPIC_MESSAGES, type, block.node());
    };
  }

  private static @Nullable Seal seal(String value, boolean encrypted) {
    return value.isEmpty() ? null : Seal.read(DialectId.ANTHROPIC_MESSAGES, value, encrypted);
  }

  private static Block result(Fields block, @Nullable ObjectNode mark) {
    return new Block.ToolResult(
        block.requiredText("tool_use_id"),
        "",
        block.has("content") ? content(block, "content") : List.of(),
        block.isTrue("is_error"),
        mark);
  }

  private static Block document(Fields block, @Nullable ObjectNode mark) {
    var source = block.requiredObject("source");
    if (source.text("type", "").equals("content")) {
      return new Block.Opaque(DialectId.ANTHROPIC_MESSAGES, "document", block.node());
    }
    return new Block.Media(Kind.DOCUMENT, source(source), block.text("title"), null, mark);
  }

  private static MediaSource source(Fields source) {
    return switch (source.requiredText("type")) {
      case "base64" ->
          new MediaSource.Inline(source.requiredText("media_type"), source.requiredText("data"));
      case "url" -> MediaSource.ofUrl(source.requiredText("url"));
      case "file" -> new MediaSource.Uploaded(source.requiredText("file_id"));
      case "text" -> new MediaSource.PlainText(source.requiredText("data"));
      default -> throw source.wrong("type", "base64, url, file or text");
    };
  }

  public static List<Citation> citations(JsonNode citations) {
    var found = new ArrayList<Citation>();
    for (var citation : citations) {
      if (citation instanceof ObjectNode object) {
        found.add(citation(object));
      }
    }
    return found;
  }

  /** The places it names are in the source, not in the answer; hence no start and end. */
  public static Citation citation(ObjectNode citation) {
    var title = Json.textOrNull(citation, "title");
    return new Citation(
        Json.textOrNull(citation, "url"),
        title != null ? title : Json.textOrNull(citation, "document_title"),
        Json.textOrNull(citation, "cited_text"),
        -1,
        -1,
        DialectId.ANTHROPIC_MESSAGES,
        citation);
  }
}
