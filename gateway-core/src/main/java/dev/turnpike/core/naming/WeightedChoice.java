package dev.turnpike.core.naming;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/** Picks one of several by weight. */
final class WeightedChoice {
  private WeightedChoice() {}

  /**
   * @param choices at least one
   * @param weight above 0 for each
   */
  static <T> T of(List<T> choices, ToIntFunction<T> weight, RandomGenerator random) {
    if (choices.size() == 1) {
      return choices.getFirst();
    }
    long sum = choices.stream().mapToLong(weight::applyAsInt).sum();
    long at = random.nextLong(sum);
    for (var choice : choices) {
      at -= weight.applyAsInt(choice);
      if (at < 0) {
        return choice;
      }
    }
    throw new IllegalStateException("weights sum to less than " + sum);
  }
}
