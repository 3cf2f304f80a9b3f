package dev.turnpike.core.dialect.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is come by that takes more than one call: the provider takes work on and is asked
 * again until it is done. One per exchange; not thread-safe.
 */
public interface Errand {
  /**
   * What is to be done after a success.
   *
   * @param body of the latest answer
   */
  Step next(byte[] body);

  /** What ends the work under way; absent while there is none. */
  Optional<Step.Ask> cancel();

  /** The next thing to do. */
  sealed interface Step {
    /** Nothing: the body is the answer. */
    record Answered() implements Step {}

    /**
     * Another call.
     *
     * @param path below the provider's base URL
     * @param body absent for GET
     */
    record Ask(String method, String path, @Nullable ObjectNode body, Duration after)
        implements Step {}

    /** The answer comes as events at this address. */
    record Listen(URI url) implements Step {}
  }
}
