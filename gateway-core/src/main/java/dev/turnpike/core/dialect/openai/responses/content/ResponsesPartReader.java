package dev.turnpike.core.dialect.openai.responses.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Block.Media.Kind;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.json.Content;
import dev.turnpike.core.dialect.json.Fields;
import dev.turnpike.core.dialect.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code content} and {@code output}: a string, or an array of parts. */
public final class ResponsesPartReader {
  private ResponsesPartReader() {}

  static List<Block> content(Fields holder, String name) {
    return Content.read(holder, name, "a string or an array of parts", ResponsesPartReader::part);
  }

  private static Block part(Fields part) {
    var type = part.requiredText("type");
    return switch (type) {
      case "input_text", "text", "summary_text" -> new Block.Text(part.requiredText("text"));
      case "output_text" ->
          new Block.Text(
              part.requiredText("text"), citations(part.node().path("annotations")), null);
      case "refusal" -> new Block.Refusal(part.requiredText("refusal"));
      case "input_image" ->
          new Block.Media(Kind.IMAGE, image(part), null, part.text("detail"), null);
      case "input_file" ->
          new Block.Media(Kind.DOCUMENT, file(part), part.text("filename"), null, null);
      case "input_audio" -> {
        var audio = part.requiredObject("input_audio");
        yield new Block.Media(
            Kind.AUDIO,
            new MediaSource.Inline(
                "audio/" + audio.requiredText("format"), audio.requiredText("data")));
      }
      default -> new Block.Opaque(DialectId.OPENAI_RESPONSES, type, part.node());
    };
  }

  private static MediaSource image(Fields part) {
    return part.has("image_url")
        ? MediaSource.ofUrl(part.requiredText("image_url"))
        : new MediaSource.Uploaded(part.requiredText("file_id"));
  }

  private static MediaSource file(Fields part) {
    if (part.has("file_url")) {
      return MediaSource.ofUrl(part.requiredText("file_url"));
    }
    if (part.has("file_id")) {
      return new MediaSource.Uploaded(part.requiredText("file_id"));
    }
    var data = part.requiredText("file_data");
    return data.regionMatches(true, 0, "data:", 0, 5)
        ? MediaSource.ofUrl(data)
        : new MediaSource.Inline("application/pdf", data);
  }

  public static List<Citation> citations(JsonNode annotations) {
    var found = new ArrayList<Citation>();
    for (var annotation : annotations) {
      if (annotation instanceof ObjectNode object) {
        found.add(citation(object));
      }
    }
    return found;
  }

  public static Citation citation(ObjectNode annotation) {
    return new Citation(
        Json.textOrNull(annotation, "url"),
        Json.textOrNull(annotation, "title"),
        null,
        Json.integer(annotation, "start_index", -1),
        Json.integer(annotation, "end_index", -1),
        DialectId.OPENAI_RESPONSES,
        annotation);
  }
}
