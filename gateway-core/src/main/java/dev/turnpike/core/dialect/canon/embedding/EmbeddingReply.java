package dev.turnpike.core.dialect.canon.embedding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One vector for each text, in the order of the texts.
 *
 * @param vectors JSON arrays of numbers, digit for digit as the provider wrote them
 * @param promptTokens tokens of all texts; absent where the provider told none
 */
public record EmbeddingReply(List<String> vectors, @Nullable Long promptTokens) {
  public EmbeddingReply {
    vectors = List.copyOf(vectors);
  }
}
