package dev.turnpike.core.dialect.openai.chat.content;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Block.Media.Kind;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.json.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code content}: a string, or an array of parts. */
final class ChatPartReader {
  private ChatPartReader() {}

  static List<Block> content(Fields message) {
    var content = message.take("content");
    if (content == null) {
      return List.of();
    }
    if (content.isTextual()) {
      var mark = message.tree("cache_control");
      return content.textValue().isEmpty() && mark == null
          ? List.of()
          : List.of(new Block.Text(content.textValue(), List.of(), mark));
    }
    if (!content.isArray()) {
      throw message.wrong("content", "a string or an array of parts");
    }
    var blocks = new ArrayList<Block>(content.size());
    for (var part : message.objects("content")) {
      blocks.add(part(part));
    }
    return blocks;
  }

  private static Block part(Fields part) {
    var mark = part.tree("cache_control");
    var type = part.requiredText("type");
    return switch (type) {
      case "text", "input_text", "output_text" ->
          new Block.Text(part.requiredText("text"), List.of(), mark);
      case "refusal" -> new Block.Refusal(part.requiredText("refusal"));
      case "image_url" -> image(part, mark);
      case "input_audio" -> audio(part.requiredObject("input_audio"), mark);
      case "video_url" ->
          new Block.Media(
              Kind.VIDEO,
              MediaSource.ofUrl(part.requiredObject("video_url").requiredText("url")),
              null,
              null,
              mark);
      case "file" -> file(part.requiredObject("file"), mark);
      default -> new Block.Opaque(DialectId.OPENAI_CHAT, type, part.node());
    };
  }

  private static Block image(Fields part, @Nullable ObjectNode mark) {
    var node = part.take("image_url");
    if (node != null && node.isTextual()) {
      return new Block.Media(Kind.IMAGE, MediaSource.ofUrl(node.textValue()), null, null, mark);
    }
    var image = part.requiredObject("image_url");
    return new Block.Media(
        Kind.IMAGE, MediaSource.ofUrl(image.requiredText("url")), null, image.text("detail"), mark);
  }

  private static Block audio(Fields audio, @Nullable ObjectNode mark) {
    var source =
        new MediaSource.Inline("audio/" + audio.requiredText("format"), audio.requiredText("data"));
    return new Block.Media(Kind.AUDIO, source, null, null, mark);
  }

  private static Block file(Fields file, @Nullable ObjectNode mark) {
    var data = file.text("file_data");
    MediaSource source;
    if (data == null) {
      source = new MediaSource.Uploaded(file.requiredText("file_id"));
    } else if (data.regionMatches(true, 0, "data:", 0, 5) || data.startsWith("http")) {
      source = MediaSource.ofUrl(data);
    } else {
      source = new MediaSource.Inline("application/pdf", data);
    }
    return new Block.Media(Kind.DOCUMENT, source, file.text("filename"), null, mark);
  }
}
