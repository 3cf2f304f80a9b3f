package dev.turnpike.core.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.error.Outcome;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with custom providers, for the API and the console alike. Blocking; thread-safe.
 *
 * <p>Input is the wire's: {@code provider_id}, {@code provider_name}, {@code extra_kwargs}, and
 * {@code api_key} at the top or inside. Secrets go in and never come out: a {@link Provider} holds
 * none. In every change an API key or headers that are not named stay, {@code ""} or null removes
 * them; when the origin of the base URL changes they are removed unless sent along, and a notice
 * says so.
 */
public final class Providers {
  private static final String WIPED =
      "The base URL names another server than before, so the stored API key and header values were"
          + " removed. Enter them again if the new server needs them.";

  private static final int NAMED_MODELS = 10;

  private final ProviderStore store;
  private final ModelStore models;
  private final ConfigurationChanges changes;
  private final SecretVault vault;
  private final EndpointProbe probe;
  private final Function<URI, Optional<String>> addressRefusal;
  private final Clock clock;

  /**
   * @param addressRefusal why the gateway must not call an address, in a sentence; empty when it
   *     may
   */
  public Providers(
      ProviderStore store,
      ModelStore models,
      ConfigurationChanges changes,
      SecretVault vault,
      EndpointProbe probe,
      Function<URI, Optional<String>> addressRefusal,
      Clock clock) {
    this.store = store;
    this.models = models;
    this.changes = changes;
    this.vault = vault;
    this.probe = probe;
    this.addressRefusal = addressRefusal;
    this.clock = clock;
  }

  /** By display name. */
  public List<Provider> list(OrganizationId organization) {
    return store.list(organization);
  }

  public Optional<Provider> find(OrganizationId organization, String id) {
    return ProviderId.isWellFormed(id)
        ? store.find(organization, new ProviderId(id))
        : Optional.empty();
  }

  /**
   * An id for a provider of this name that is free and not reserved; empty when none can be made.
   */
  public String proposeId(OrganizationId organization, String displayName) {
    var derived = ProviderId.derivedFrom(displayName);
    if (derived.isEmpty()) {
      return "";
    }
    var stem = derived.length() > 58 ? derived.substring(0, 58) : derived;
    var proposal = derived;
    for (var n = 2; isTaken(organization, proposal); n++) {
      proposal = stem + "-" + n;
    }
    return proposal;
  }

  private boolean isTaken(OrganizationId organization, String id) {
    return ProviderId.isReserved(id) || store.find(organization, new ProviderId(id)).isPresent();
  }

  /** Adds a provider; an id that exists already is refused, never overwritten. */
  public Outcome<Provider> create(OrganizationId organization, ObjectNode wire) {
    var ids = new WireForm(wire);
    var id = newId(ids);
    var read = ProviderForm.whole(wire, ProviderForm.Draft.BLANK, addressRefusal);
    read.errors().byField().forEach((f, ms) -> ms.forEach(m -> ids.errors().add(f, m)));
    if (id == null || !ids.errors().isEmpty()) {
      return new Outcome.Invalid<>(ids.errors().build());
    }
    var now = now();
    var provider = read.draft().toProvider(organization, id, now, now);
    return changes.apply(
        () ->
            store.insert(provider, read.draft().credential().sealed(vault, organization, id))
                ? Outcome.created(provider)
                : Outcome.invalid(
                    "provider_id",
                    "A provider with this id exists already. Change it with PATCH /api/providers/"
                        + id
                        + "/, or choose another id."));
  }

  private static @Nullable ProviderId newId(WireForm form) {
    var text = form.requiredText("provider_id", 255);
    if (text == null) {
      return null;
    }
    if (!ProviderId.isWellFormed(text)) {
      var proposal = ProviderId.derivedFrom(text);
      form.error(
          "provider_id",
          "Use 1 to 63 lower-case letters, digits, '.', '_' or '-', beginning with a letter or"
              + " digit"
              + (proposal.isEmpty() ? "." : ", such as " + proposal + "."));
      return null;
    }
    if (ProviderId.isReserved(text)) {
      form.error("provider_id", "This id is reserved by the gateway; choose another.");
      return null;
    }
    return new ProviderId(text);
  }

  /** PUT: the input is the whole provider, save for the secrets, which cannot be read back. */
  public Outcome<Provider> replace(OrganizationId organization, String id, ObjectNode wire) {
    return edit(
        organization,
        id,
        wire,
        (provider, credential) ->
            ProviderForm.whole(
                wire, ProviderForm.Draft.replacing(provider, credential), addressRefusal));
  }

  /** PATCH: only what is named changes; {@code extra_kwargs} is merged by key, null removes one. */
  public Outcome<Provider> change(OrganizationId organization, String id, ObjectNode wire) {
    return edit(
        organization,
        id,
        wire,
        (provider, credential) ->
            ProviderForm.change(wire, ProviderForm.Draft.of(provider, credential), addressRefusal));
  }

  private interface Editor {
    ProviderForm.Read read(Provider provider, ProviderCredential credential);
  }

  private Outcome<Provider> edit(
      OrganizationId organization, String id, ObjectNode wire, Editor editor) {
    var given = new WireForm(wire).node("provider_id");
    if (given.isPresent() && !given.get().asText().equals(id)) {
      return Outcome.invalid("provider_id", "The id of a provider cannot be changed.");
    }
    return changes.apply(
        () -> {
          var found = find(organization, id);
          if (found.isEmpty()) {
            return Outcome.missing();
          }
          var stored = found.get();
          var read = editor.read(stored, credentialOrNone(stored));
          if (!read.errors().isEmpty()) {
            return new Outcome.Invalid<>(read.errors());
          }
          var changed =
              read.draft().toProvider(organization, stored.id(), stored.createdAt(), now());
          // What was learned is of the endpoint at that address.
          var provider =
              changed.baseUrl().equals(stored.baseUrl())
                  ? changed
                  : changed.with(changed.profile().unlearned());
          store.update(
              provider, read.draft().credential().sealed(vault, organization, stored.id()));
          return Outcome.changed(provider, read.credentialWiped() ? List.of(WIPED) : List.of());
        });
  }

  // A sealed value that does not open is lost in any case: the change goes on without it, and the
  // provider then shows that no key is set.
  private ProviderCredential credentialOrNone(Provider provider) {
    try {
      return credential(provider);
    } catch (SecretVault.SecretUnreadable e) {
      return ProviderCredential.NONE;
    }
  }

  private ProviderCredential credential(Provider provider) {
    var sealed = store.sealedCredential(provider.organization(), provider.id());
    return ProviderCredential.opened(
        sealed.orElse(null), vault, provider.organization(), provider.id());
  }

  /**
   * Deletes a provider. One that models use is refused, naming them, unless they are to go with it.
   */
  public Outcome<Provider> delete(OrganizationId organization, String id, boolean cascade) {
    return changes.apply(
        () -> {
          var found = find(organization, id);
          if (found.isEmpty()) {
            return Outcome.missing();
          }
          var provider = found.get();
          var users = models.ofProvider(organization, provider.id());
          if (!users.isEmpty() && !cascade) {
            return Outcome.invalid(
                "provider_id",
                "Models use this provider: "
                    + names(users)
                    + ". Delete them first, or delete it together with them (?cascade=true).");
          }
          store.delete(organization, provider.id());
          var notices = new ArrayList<String>();
          if (!users.isEmpty()) {
            notices.add("Its models were deleted too: " + names(users) + ".");
          }
          return Outcome.changed(provider, notices);
        });
  }

  private static String names(List<Model> models) {
    var named = models.stream().limit(NAMED_MODELS).map(Model::name);
    var more = models.size() - NAMED_MODELS;
    return named.collect(Collectors.joining(", ")) + (more > 0 ? " and " + more + " more" : "");
  }

  /** Asks a saved provider's endpoint what it offers. */
  public Outcome<EndpointProbe.Report> test(OrganizationId organization, String id) {
    return test(organization, id, JsonNodeFactory.instance.objectNode());
  }

  /** Asks an endpoint as it would be after a change that is not saved. */
  public Outcome<EndpointProbe.Report> test(
      OrganizationId organization, String id, ObjectNode wire) {
    var found = find(organization, id);
    if (found.isEmpty()) {
      return Outcome.missing();
    }
    ProviderForm.Draft before;
    try {
      before = ProviderForm.Draft.of(found.get(), credential(found.get()));
    } catch (SecretVault.SecretUnreadable e) {
      return Outcome.invalid(
          "extra_kwargs.api_key",
          "The stored credential does not open with this installation's master key. Enter it"
              + " again.");
    }
    return probe(ProviderForm.endpoint(wire, before, addressRefusal));
  }

  /** Asks an endpoint as typed, before it is saved. */
  public Outcome<EndpointProbe.Report> test(ObjectNode wire) {
    return probe(ProviderForm.endpoint(wire, ProviderForm.Draft.BLANK, addressRefusal));
  }

  private Outcome<EndpointProbe.Report> probe(ProviderForm.Read read) {
    if (!read.errors().isEmpty()) {
      return new Outcome.Invalid<>(read.errors());
    }
    var draft = read.draft();
    return Outcome.changed(
        probe.probe(
            new EndpointProbe.Target(
                Objects.requireNonNull(draft.baseUrl()),
                draft.credential(),
                draft.caPem(),
                draft.auth(),
                "/models",
                false)));
  }

  // PostgreSQL keeps microseconds: an answer must not show more than a later one will.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
