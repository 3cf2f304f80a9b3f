package dev.turnpike.core.dialect.canon.embedding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be embedded, in order.
 *
 * @param dimensions how long the vectors shall be; absent where the model decides
 */
public record EmbeddingRequest(List<String> texts, @Nullable Integer dimensions) {
  public EmbeddingRequest {
    texts = List.copyOf(texts);
  }
}
