package dev.turnpike.core.exchange;

import dev.turnpike.core.error.GatewayError;
import java.util.Optional;

/** One step of the pipeline: looks at the exchange, adds what it found, or refuses. No I/O. */
@FunctionalInterface
interface Stage {
  /** Why the exchange ends here; absent when it goes on. */
  Optional<GatewayError> apply(Exchange exchange);
}
