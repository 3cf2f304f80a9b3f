package dev.turnpike.console.integrations;

import dev.turnpike.core.catalog.EndpointProbe.Report;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last test of each credential, as long as this gateway runs. Thread-safe. */
@ApplicationScoped
public class CredentialTests {
  private final Map<UUID, Tested> last = new ConcurrentHashMap<>();
  private final Clock clock;

  CredentialTests(Clock clock) {
    this.clock = clock;
  }

  void note(UUID credential, Report report) {
    last.put(credential, new Tested(clock.instant(), report));
  }

  @Nullable Tested last(UUID credential) {
    return last.get(credential);
  }

  void forget(UUID credential) {
    last.remove(credential);
  }

  /** A report and when it was made. */
  public record Tested(Instant at, Report report) {}
}
