package dev.turnpike.core.dialect.contract.stream;

import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm.Format;
import dev.turnpike.core.dialect.canon.request.Tool;
import java.util.List;

/**
 * Token counts where a provider gives none. A rule of thumb, never exact: who uses it says so (cost
 * basis {@code estimated}). Four characters of Latin script make a token, one of Chinese, Japanese
 * or Korean does; a message costs four more, an image 1,000, an uploaded or linked document 2,000.
 */
public final class TokenEstimator {
  private static final int MESSAGE = 4;
  private static final int IMAGE = 1_000;
  private static final int DOCUMENT = 2_000;
  // base64 of a PDF: about 1,500 tokens for each 50 KB page.
  private static final int BASE64_PER_TOKEN = 45;

  private TokenEstimator() {}

  /** Tokens of all that the model is shown. */
  public static long prompt(ChatRequest request) {
    long tokens = 0;
    for (var message : request.messages()) {
      tokens += MESSAGE + blocks(message.blocks());
    }
    for (var tool : request.tooling().tools()) {
      tokens += tool(tool);
    }
    if (request.output().format() instanceof Format.Schema schema) {
      tokens += text(schema.schema().toString());
    }
    return tokens;
  }

  private static long tool(Tool tool) {
    return switch (tool) {
      case Tool.Function f ->
          MESSAGE
              + text(f.name())
              + (f.description() == null ? 0 : text(f.description()))
              + (f.parameters() == null ? 0 : text(f.parameters().toString()));
      case Tool.Hosted h -> text(h.json().toString());
    };
  }

  /** Tokens of some content. */
  public static long blocks(List<Block> blocks) {
    long tokens = 0;
    for (var block : blocks) {
      tokens +=
          switch (block) {
            case Block.Text t -> text(t.text());
            case Block.Refusal r -> text(r.text());
            case Block.Reasoning r -> text(r.text());
            case Block.ToolUse use -> MESSAGE + text(use.name()) + text(use.arguments());
            case Block.ToolResult result -> MESSAGE + blocks(result.content());
            case Block.Opaque opaque -> text(opaque.json().toString());
            case Block.Media media -> media(media);
          };
    }
    return tokens;
  }

  private static long media(Block.Media media) {
    if (media.kind() == Block.Media.Kind.IMAGE) {
      return IMAGE;
    }
    return switch (media.source()) {
      case MediaSource.Inline(var type, var base64) -> base64.length() / BASE64_PER_TOKEN + 1;
      case MediaSource.PlainText(var text) -> text(text);
      case MediaSource.Link l -> DOCUMENT;
      case MediaSource.Uploaded u -> DOCUMENT;
    };
  }

  /** Tokens of a text. */
  public static long text(CharSequence text) {
    long quarters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean wide = c >= 0x2E80 && c < 0xD800 || c >= 0xF900 && c < 0xFB00;
      quarters += wide ? 4 : 1;
    }
    return (quarters + 3) / 4;
  }
}
