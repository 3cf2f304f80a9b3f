package dev.turnpike.core.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.SecretVault;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.integration.Integration.Source;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What can be done with credentials of built-in providers, for the API and the console alike.
 * Blocking; thread-safe.
 *
 * <p>Input is the wire's: {@code provider_id}, {@code name}, {@code weight}, {@code is_active},
 * {@code available_models}, {@code exclude_models}, and {@code credentials} with the provider's own
 * fields. Secrets go in and never come out. In a change, what is not named stays; when the origin
 * moves, secrets are to be sent along.
 */
public final class Integrations {
  private final BuiltInProviders table;
  private final IntegrationStore store;
  private final ConfigurationChanges changes;
  private final SecretVault vault;
  private final EndpointProbe probe;
  private final Function<URI, Optional<String>> addressRefusal;
  private final Clock clock;

  /**
   * @param addressRefusal why the gateway must not call an address, in a sentence; empty when it
   *     may
   */
  public Integrations(
      BuiltInProviders table,
      IntegrationStore store,
      ConfigurationChanges changes,
      SecretVault vault,
      EndpointProbe probe,
      Function<URI, Optional<String>> addressRefusal,
      Clock clock) {
    this.table = table;
    this.store = store;
    this.changes = changes;
    this.vault = vault;
    this.probe = probe;
    this.addressRefusal = addressRefusal;
    this.clock = clock;
  }

  /** By provider, then name. */
  public List<Integration> list(OrganizationId organization) {
    return store.list(organization);
  }

  public Optional<Integration> find(OrganizationId organization, UUID id) {
    return store.find(organization, id);
  }

  /** Adds a credential for a built-in provider. */
  public Outcome<Integration> create(OrganizationId organization, ObjectNode wire) {
    var ids = new WireForm(wire);
    var id = ids.requiredText("provider_id", 63);
    if (id == null) {
      return new Outcome.Invalid<>(ids.errors().build());
    }
    var row = table.find(id).or(() -> table.ofCredential(id)).orElse(null);
    if (row == null) {
      return Outcome.invalid(
          "provider_id", "There is no built-in provider '" + id + "'; define a custom provider.");
    }
    if (row.status() != Status.ACTIVE) {
      return Outcome.invalid("provider_id", String.valueOf(row.note()));
    }
    var now = now();
    var blank = blank(organization, row, now);
    var read = new IntegrationForm(wire, row, addressRefusal).read(blank, Secrets.NONE);
    if (!read.errors().isEmpty()) {
      return new Outcome.Invalid<>(read.errors());
    }
    var made = read.integration();
    return changes.apply(
        () -> {
          if (isNameTaken(made)) {
            return nameTaken(row);
          }
          store.insert(made, read.secrets().sealed(vault, organization, made.id()));
          return Outcome.created(made);
        });
  }

  /** PATCH: only what is named changes. */
  public Outcome<Integration> change(OrganizationId organization, UUID id, ObjectNode wire) {
    return changes.apply(
        () -> {
          var found = store.find(organization, id);
          var row = found.flatMap(i -> table.find(i.provider()));
          if (row.isEmpty()) {
            return Outcome.missing();
          }
          var before = found.get();
          var read =
              new IntegrationForm(wire, row.get(), addressRefusal).read(before, kept(before));
          if (!read.errors().isEmpty()) {
            return new Outcome.Invalid<>(read.errors());
          }
          var changed = at(read.integration(), now());
          if (isNameTaken(changed)) {
            return nameTaken(row.get());
          }
          store.update(changed, read.secrets().sealed(vault, organization, id));
          return Outcome.changed(changed);
        });
  }

  /** The outcome's value is what was deleted. */
  public Outcome<Integration> delete(OrganizationId organization, UUID id) {
    return changes.apply(
        () -> {
          var found = store.find(organization, id);
          store.delete(organization, id);
          return found.<Outcome<Integration>>map(Outcome::changed).orElseGet(Outcome::missing);
        });
  }

  /** Asks the provider whether it knows a stored credential. */
  public Outcome<EndpointProbe.Report> test(OrganizationId organization, UUID id) {
    var found = store.find(organization, id);
    var row = found.flatMap(i -> table.find(i.provider()));
    if (row.isEmpty()) {
      return Outcome.missing();
    }
    var sealed = store.sealed(organization, id).orElseThrow();
    Secrets secrets;
    try {
      secrets = Secrets.opened(sealed, vault, organization, id);
    } catch (SecretVault.SecretUnreadable e) {
      return Outcome.invalid(
          "credentials",
          "The stored secrets do not open with this installation's master key. Enter them again.");
    }
    return probe(row.get(), found.get(), secrets);
  }

  /** Asks the provider whether it knows a credential as typed, before it is saved. */
  public Outcome<EndpointProbe.Report> test(OrganizationId organization, ObjectNode wire) {
    var id = new WireForm(wire).text("provider_id", 63);
    var row = id == null ? Optional.<ProviderDescriptor>empty() : table.ofCredential(id);
    if (row.isEmpty() || row.get().status() != Status.ACTIVE) {
      return Outcome.invalid("provider_id", "Must name a built-in provider that can be called.");
    }
    var read =
        new IntegrationForm(wire, row.get(), addressRefusal)
            .read(blank(organization, row.get(), now()), Secrets.NONE);
    return read.errors().isEmpty()
        ? probe(row.get(), read.integration(), read.secrets())
        : new Outcome.Invalid<>(read.errors());
  }

  /** The same of a stored one as it would be after a change that is not saved. */
  public Outcome<EndpointProbe.Report> test(OrganizationId organization, UUID id, ObjectNode wire) {
    var found = store.find(organization, id);
    var row = found.flatMap(i -> table.find(i.provider()));
    if (row.isEmpty()) {
      return Outcome.missing();
    }
    var read =
        new IntegrationForm(wire, row.get(), addressRefusal).read(found.get(), kept(found.get()));
    return read.errors().isEmpty()
        ? probe(row.get(), read.integration(), read.secrets())
        : new Outcome.Invalid<>(read.errors());
  }

  private Outcome<EndpointProbe.Report> probe(
      ProviderDescriptor row, Integration integration, Secrets secrets) {
    var connection = Connection.of(row, integration, secrets).orElse(null);
    if (connection == null) {
      return Outcome.invalid("credentials", "Do not make an address that can be called.");
    }
    return Outcome.changed(probe.probe(CredentialCheck.target(row, connection)));
  }

  private boolean isNameTaken(Integration integration) {
    return store.list(integration.organization()).stream()
        .filter(other -> !other.id().equals(integration.id()))
        .filter(other -> other.provider().equals(integration.provider()))
        .anyMatch(other -> other.name().equals(integration.name()));
  }

  private static Outcome<Integration> nameTaken(ProviderDescriptor row) {
    return Outcome.invalid(
        "name", "Another credential of " + row.name() + " has this name; choose one of its own.");
  }

  // What does not open is lost in any case: its owner is asked for it again.
  private Secrets kept(Integration integration) {
    try {
      return Secrets.opened(
          store.sealed(integration.organization(), integration.id()).orElseThrow(),
          vault,
          integration.organization(),
          integration.id());
    } catch (SecretVault.SecretUnreadable e) {
      return Secrets.NONE;
    }
  }

  static Integration blank(OrganizationId organization, ProviderDescriptor row, Instant now) {
    return new Integration(
        organization,
        UUID.randomUUID(),
        row.id(),
        row.name(),
        1,
        true,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Source.STORED,
        now,
        now);
  }

  private static Integration at(Integration i, Instant now) {
    return new Integration(
        i.organization(),
        i.id(),
        i.provider(),
        i.name(),
        i.weight(),
        i.active(),
        i.available(),
        i.excluded(),
        i.settings(),
        i.secrets(),
        i.source(),
        i.createdAt(),
        now);
  }

  // PostgreSQL keeps microseconds: an answer must not show more than a later one will.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
