package dev.turnpike.core.dialect.canon.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answer is drawn. Absent means the provider's default.
 *
 * @param maxTokens all tokens of the answer, reasoning included
 * @param n how many answers
 * @param logprobs whether log probabilities are wanted; {@code topLogprobs} alternatives each
 */
public record Sampling(
    @Nullable BigDecimal temperature,
    @Nullable BigDecimal topP,
    @Nullable Integer topK,
    @Nullable Long maxTokens,
    List<String> stop,
    @Nullable Long seed,
    @Nullable Integer n,
    @Nullable BigDecimal presencePenalty,
    @Nullable BigDecimal frequencyPenalty,
    @Nullable ObjectNode logitBias,
    @Nullable Boolean logprobs,
    @Nullable Integer topLogprobs) {
  public static final Sampling DEFAULT =
      new Sampling(null, null, null, null, List.of(), null, null, null, null, null, null, null);

  public Sampling {
    stop = List.copyOf(stop);
  }

  /** Whether more than one answer is wanted. */
  public boolean isForSeveral() {
    return n != null && n > 1;
  }
}
