package dev.turnpike.persistence.sum;

import dev.turnpike.core.span.Span;
import java.util.Set;

/** Tells spans that called a model from the steps around them. */
final class ModelCalls {
  private static final Set<String> TYPES =
      Set.of(
          "text",
          "chat",
          "completion",
          "response",
          "embedding",
          "transcription",
          "speech",
          "generation",
          "reranker");

  private ModelCalls() {}

  static boolean include(Span span) {
    return TYPES.contains(span.origin().type());
  }
}
