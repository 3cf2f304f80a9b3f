package dev.turnpike.console.providers;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.EndpointProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The last connection test of each provider, as long as this gateway runs. Thread-safe. */
@ApplicationScoped
public class Checks {
  private final Map<String, Check> last = new ConcurrentHashMap<>();
  private final Clock clock;

  Checks(Clock clock) {
    this.clock = clock;
  }

  void note(OrganizationId organization, String provider, EndpointProbe.Report report) {
    last.put(organization + "/" + provider, new Check(clock.instant(), report));
  }

  @Nullable Check last(OrganizationId organization, String provider) {
    return last.get(organization + "/" + provider);
  }

  void forget(OrganizationId organization, String provider) {
    last.remove(organization + "/" + provider);
  }

  /** A report and when it was made. */
  public record Check(Instant at, EndpointProbe.Report report) {}
}
