package dev.turnpike.core.dialect.canon.reply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * One step of an answer that comes in pieces. A decoder gives {@link Started} first; each block
 * begins, grows and ends; blocks of one choice may grow in turns; after the last {@link
 * ChoiceEnded} and {@link UsageReported} comes exactly one of {@link Ended} and {@link Failed}.
 */
public sealed interface StreamEvent {
  /** The answer begins; fields as in {@link ChatReply}. */
  record Started(String id, String model, long created) implements StreamEvent {}

  /**
   * A block begins.
   *
   * @param block counts from 0 within the choice
   * @param head what is known of it: empty texts, the id and name of a call, or all of a medium
   */
  record BlockStarted(int choice, int block, Block head) implements StreamEvent {}

  /** A block grows by this text. */
  record Delta(int choice, int block, Kind kind, String text) implements StreamEvent {
    /** Which part of the block grows. */
    public enum Kind {
      TEXT,
      REASONING,
      ARGUMENTS,
      REFUSAL
    }
  }

  /** The seal of a reasoning block is known. */
  record Sealed(int choice, int block, Seal seal) implements StreamEvent {}

  /** A text block has a source. */
  record Cited(int choice, int block, Citation citation) implements StreamEvent {}

  /** Log probabilities of the latest tokens, in OpenAI's form. */
  record Logprobs(int choice, ArrayNode tokens) implements StreamEvent {}

  /** A block is whole. */
  record BlockEnded(int choice, int block) implements StreamEvent {}

  /** One answer is whole. */
  record ChoiceEnded(int choice, FinishReason finish, @Nullable String stopSequence)
      implements StreamEvent {}

  /** Usage so far; a later report replaces an earlier one. */
  record UsageReported(Usage usage) implements StreamEvent {}

  /** The stream ended as it should. */
  record Ended() implements StreamEvent {}

  /** The stream broke, or the provider said that it failed. */
  record Failed(WireError error) implements StreamEvent {}
}
