package dev.turnpike.core.dialect.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * An operation of OpenAI's form beside conversations (embeddings, rerank), as a provider of another
 * form serves it. Implementations hold no state; nothing here throws on bad input.
 */
public interface OperationFormat {
  /** The last segment of its path, where chat has its own. */
  String segment();

  /**
   * Writes the call.
   *
   * @param asked the caller's body, without the gateway's own fields
   * @param model the name the provider expects
   */
  Conversion<ObjectNode> write(ObjectNode asked, String model);

  /** Writes the caller's answer. */
  Conversion<Answer> read(byte[] body, ObjectNode asked);

  /**
   * @param usage absent when the provider did not report it
   */
  record Answer(byte[] body, @Nullable Usage usage) {}
}
