package dev.turnpike.core.dialect.canon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One piece of content. Order among blocks is kept. */
public sealed interface Block {
  /**
   * Visible text.
   *
   * @param cache the caller's prompt cache mark, as Anthropic writes it
   */
  record Text(String text, List<Citation> citations, @Nullable ObjectNode cache) implements Block {
    public Text {
      citations = List.copyOf(citations);
    }

    public Text(String text) {
      this(text, List.of(), null);
    }
  }

  /** An image, sound, film or document. */
  record Media(
      Kind kind,
      MediaSource source,
      @Nullable String name,
      @Nullable String detail,
      @Nullable ObjectNode cache)
      implements Block {
    public Media(Kind kind, MediaSource source) {
      this(kind, source, null, null, null);
    }

    /** What the bytes are. */
    public enum Kind {
      IMAGE,
      AUDIO,
      VIDEO,
      DOCUMENT
    }
  }

  /**
   * The model calls a tool of the caller.
   *
   * @param arguments JSON text as the model wrote it, hence possibly not valid
   */
  record ToolUse(String id, String name, String arguments, @Nullable ObjectNode cache)
      implements Block {
    public ToolUse(String id, String name, String arguments) {
      this(id, name, arguments, null);
    }
  }

  /**
   * What a tool answered.
   *
   * @param toolName empty when the dialect does not say it; found by the id
   */
  record ToolResult(
      String toolUseId,
      String toolName,
      List<Block> content,
      boolean error,
      @Nullable ObjectNode cache)
      implements Block {
    public ToolResult {
      content = List.copyOf(content);
    }

    public ToolResult(String toolUseId, String toolName, List<Block> content, boolean error) {
      this(toolUseId, toolName, content, error, null);
    }
  }

  /**
   * Hidden reasoning. A block with an empty text and a seal belongs to the block after it: Gemini
   * signs the part that follows.
   *
   * @param text what may be shown; empty when the provider only gives the seal
   * @param seal the provider's signature or encrypted form, to be sent back verbatim
   */
  record Reasoning(String text, @Nullable Seal seal) implements Block {}

  /** The model declines; OpenAI keeps this apart from text. */
  record Refusal(String text) implements Block {}

  /**
   * Something only its own dialect understands, such as the trace of a tool run by the provider.
   */
  record Opaque(DialectId origin, String type, ObjectNode json) implements Block {}
}
