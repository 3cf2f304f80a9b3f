package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Tooling;
import java.util.List;

/** Requests in the canonical form that nobody translates. */
final class CanonicalRequest {
  private static final Sampling NO_SAMPLING =
      new Sampling(null, null, null, null, List.of(), null, null, null, null, null, null, null);

  private CanonicalRequest() {}

  /** A request of which only the model is known. */
  static ChatRequest named(String model, boolean stream) {
    return new ChatRequest(
        model,
        stream,
        true,
        List.of(),
        Tooling.NONE,
        NO_SAMPLING,
        null,
        OutputForm.FREE,
        Tags.NONE,
        Extras.NONE);
  }
}
