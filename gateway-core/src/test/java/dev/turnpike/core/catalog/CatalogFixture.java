package dev.turnpike.core.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.change.DirectChanges;
import dev.turnpike.core.error.Outcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The use cases on fakes; any address in {@code 169.254.} is refused, as by the address policy. */
final class CatalogFixture {
  static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(1, 1));
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final DirectChanges changes = new DirectChanges();
  final InMemoryProviderStore providerStore = new InMemoryProviderStore();
  final InMemoryModelStore modelStore = new InMemoryModelStore();
  final TestVault vault = new TestVault();
  final List<EndpointProbe.Target> probed = new ArrayList<>();
  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final Providers providers =
      new Providers(
          providerStore, modelStore, changes, vault, this::probe, CatalogFixture::refusal, clock);
  final Models models = new Models(modelStore, providerStore, changes, clock);

  private EndpointProbe.Report probe(EndpointProbe.Target target) {
    probed.add(target);
    return new EndpointProbe.Report(true, 200, Duration.ofMillis(3), List.of("m"), null, null);
  }

  private static Optional<String> refusal(URI uri) {
    return uri.getHost().startsWith("169.254.")
        ? Optional.of("Link-local addresses are never called.")
        : Optional.empty();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static <T> T done(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Done<T> done) {
      return done.value();
    }
    throw new AssertionError("not done: " + outcome);
  }

  static Map<String, List<String>> errors(Outcome<?> outcome) {
    return outcome instanceof Outcome.Invalid<?> invalid
        ? invalid.errors().byField()
        : Map.of("not invalid", List.of(outcome.toString()));
  }

  ProviderCredential credential(String id) {
    var providerId = new ProviderId(id);
    return ProviderCredential.opened(
        providerStore.sealedCredential(ORGANIZATION, providerId).orElse(null),
        vault,
        ORGANIZATION,
        providerId);
  }

  /** A provider {@code lab} with a key and a header. */
  Provider lab() {
    return done(
        providers.create(
            ORGANIZATION,
            json(
                """
                {'provider_id': 'lab', 'provider_name': 'Lab',
                 'extra_kwargs': {'base_url': 'https://lab.example/v1', 'api_key': 'secret-key-of-the-lab',
                   'extra_headers': {'X-Team': 'blue'}, 'temperature': 0.20, 'region': 'eu'}}
                """)));
  }
}
