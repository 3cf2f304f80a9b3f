package dev.turnpike.core.trial;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelStore;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.catalog.ProviderStore;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.trial.EndpointCalls.Endpoint;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Tries out a custom provider's endpoint and keeps what was learned as its profile, which the next
 * call goes by. Blocking, up to minutes with a slow model; thread-safe.
 */
public final class Trials {
  private final ProviderStore providers;
  private final ModelStore models;
  private final ConfigurationChanges changes;
  private final SecretVault vault;
  private final EndpointProbe probe;
  private final EndpointCalls calls;
  private final Clock clock;

  public Trials(
      ProviderStore providers,
      ModelStore models,
      ConfigurationChanges changes,
      SecretVault vault,
      EndpointProbe probe,
      EndpointCalls calls,
      Clock clock) {
    this.providers = providers;
    this.models = models;
    this.changes = changes;
    this.vault = vault;
    this.probe = probe;
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * @param model the endpoint's own name for the one to ask; blank: one that is defined here, or
   *     the first the endpoint lists
   */
  public Outcome<Findings> run(OrganizationId organization, String id, String model) {
    var found =
        ProviderId.isWellFormed(id)
            ? providers.find(organization, new ProviderId(id))
            : Optional.<Provider>empty();
    if (found.isEmpty()) {
      return Outcome.missing();
    }
    var provider = found.get();
    var path = provider.paths().get(DialectId.OPENAI_CHAT);
    if (path == null) {
      return Outcome.invalid(
          "provider_id", "Only endpoints that speak OpenAI's chat completions can be tried out.");
    }
    ProviderCredential credential;
    try {
      credential =
          ProviderCredential.opened(
              providers.sealedCredential(organization, provider.id()).orElse(null),
              vault,
              organization,
              provider.id());
    } catch (SecretVault.SecretUnreadable e) {
      return Outcome.invalid(
          "extra_kwargs.api_key",
          "The stored credential does not open with this installation's master key. Enter it"
              + " again.");
    }
    var listed = listed(provider, credential);
    var asked = model.isBlank() ? anyModel(provider, listed) : Optional.of(model.strip());
    if (asked.isEmpty()) {
      return Outcome.invalid(
          "model", "Name a model: the endpoint lists none, and none is defined for it here.");
    }
    var endpoint =
        new Endpoint(
            provider.baseUrl(),
            path,
            provider.auth(DialectId.OPENAI_CHAT),
            credential,
            provider.caPem());
    var findings =
        new Trial(calls, endpoint, asked.get(), lists(listed))
            .run(clock.instant().truncatedTo(ChronoUnit.MICROS));
    return keep(provider, findings);
  }

  private EndpointProbe.Report listed(Provider provider, ProviderCredential credential) {
    return probe.probe(
        new EndpointProbe.Target(
            provider.baseUrl(),
            credential,
            provider.caPem(),
            provider.auth(DialectId.OPENAI_CHAT),
            "/models",
            false));
  }

  private static Verdict lists(EndpointProbe.Report report) {
    return !report.ok() ? Verdict.NO : report.models().isEmpty() ? Verdict.UNCLEAR : Verdict.YES;
  }

  private Optional<String> anyModel(Provider provider, EndpointProbe.Report listed) {
    return models.ofProvider(provider.organization(), provider.id()).stream()
        .filter(model -> model.type() == ModelType.CHAT)
        .map(Model::upstreamName)
        .findFirst()
        .or(() -> listed.models().stream().findFirst());
  }

  /** Nothing is kept of an endpoint that did not answer, or that was changed meanwhile. */
  private Outcome<Findings> keep(Provider tried, Findings findings) {
    if (findings.problem() != null) {
      return Outcome.changed(findings);
    }
    return changes.apply(
        () -> {
          var now = providers.find(tried.organization(), tried.id());
          if (now.isEmpty()) {
            return Outcome.missing();
          }
          if (!now.get().baseUrl().equals(tried.baseUrl())) {
            return Outcome.invalid(
                "provider_id", "The provider was changed while it was tried out. Try again.");
          }
          providers.update(
              now.get().with(findings.put(now.get().profile())),
              providers.sealedCredential(tried.organization(), tried.id()).orElse(null));
          return Outcome.changed(findings);
        });
  }
}
