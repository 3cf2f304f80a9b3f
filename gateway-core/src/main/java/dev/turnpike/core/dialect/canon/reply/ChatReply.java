package dev.turnpike.core.dialect.canon.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.usage.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered, free of any wire format.
 *
 * @param id the provider's id of the answer; may be empty
 * @param model the provider's name of the model that answered; may be empty
 * @param created seconds since 1970, or 0 when the provider did not say
 * @param usage absent when the provider did not report it
 * @param serviceTier as the provider calls it
 */
public record ChatReply(
    String id,
    String model,
    long created,
    List<Choice> choices,
    @Nullable Usage usage,
    @Nullable String serviceTier) {
  public ChatReply {
    choices = List.copyOf(choices);
  }

  /**
   * One answer of plain text that came to its end.
   *
   * @param text may be empty
   */
  public static ChatReply ofText(String id, String model, String text, @Nullable Usage usage) {
    List<Block> blocks = text.isEmpty() ? List.of() : List.of(new Block.Text(text));
    return new ChatReply(
        id, model, 0, List.of(new Choice(0, blocks, FinishReason.STOP, null, null)), usage, null);
  }

  /** The same reply with this usage. */
  public ChatReply withUsage(Usage other) {
    return new ChatReply(id, model, created, choices, other, serviceTier);
  }

  /**
   * One of the {@code n} answers.
   *
   * @param stopSequence the sequence that ended it, where the provider says so
   * @param logprobs per token, in OpenAI's form
   */
  public record Choice(
      int index,
      List<Block> blocks,
      FinishReason finish,
      @Nullable String stopSequence,
      @Nullable ArrayNode logprobs) {
    public Choice {
      blocks = List.copyOf(blocks);
    }
  }
}
