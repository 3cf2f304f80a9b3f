package dev.turnpike.core.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.change.ConfigurationChanges;
import dev.turnpike.core.error.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with custom models, for the API and the console alike. Blocking; thread-safe.
 * Input is the wire's: {@code model_name}, {@code custom_provider_id} (alias {@code provider_id}),
 * {@code base_model_name}, prices in USD per million tokens, and so on.
 *
 * <p>{@code base_model_name} beside a provider is the name the endpoint expects. Alone in a new
 * model it names a model of the organization, whose provider, upstream name, prices and
 * capabilities are copied.
 */
public final class Models {
  /**
   * The message at {@code base_model_name} when it names nothing; the API has a form of its own.
   */
  public static final String BASE_MODEL_NOT_FOUND = "Base model not found";

  private final ModelStore store;
  private final ProviderStore providers;
  private final ConfigurationChanges changes;
  private final Clock clock;

  public Models(
      ModelStore store, ProviderStore providers, ConfigurationChanges changes, Clock clock) {
    this.store = store;
    this.providers = providers;
    this.changes = changes;
    this.clock = clock;
  }

  /** By name. */
  public List<Model> list(OrganizationId organization) {
    return store.list(organization);
  }

  public Optional<Model> find(OrganizationId organization, String name) {
    return store.find(organization, name);
  }

  /**
   * POST: adds a model, or changes the one of that name; then fields that were not sent stay as
   * they were.
   */
  public Outcome<Model> save(OrganizationId organization, ObjectNode wire) {
    var form = new ModelForm(wire);
    var name = form.newName();
    return name == null || !form.isValid()
        ? new Outcome.Invalid<>(form.errors())
        : changes.apply(
            () -> write(organization, name, form, store.find(organization, name).orElse(null)));
  }

  /** PUT: the input is the whole model. */
  public Outcome<Model> replace(OrganizationId organization, String name, ObjectNode wire) {
    var form = new ModelForm(wire);
    form.keepName(name);
    return changes.apply(
        () -> {
          var before = store.find(organization, name);
          return before.isEmpty()
              ? Outcome.missing()
              : fresh(organization, name, form, before.get().createdAt());
        });
  }

  /** PATCH: only what is named changes; null resets. */
  public Outcome<Model> change(OrganizationId organization, String name, ObjectNode wire) {
    var form = new ModelForm(wire);
    form.keepName(name);
    form.keepsAProvider();
    return changes.apply(
        () -> {
          var before = store.find(organization, name);
          return before.isEmpty() ? Outcome.missing() : changed(organization, form, before.get());
        });
  }

  /** The outcome's value is the model that was deleted. */
  public Outcome<Model> delete(OrganizationId organization, String name) {
    return changes.apply(
        () -> {
          var model = store.find(organization, name);
          store.delete(organization, name);
          return model.<Outcome<Model>>map(Outcome::changed).orElseGet(Outcome::missing);
        });
  }

  private Outcome<Model> write(
      OrganizationId organization, String name, ModelForm form, @Nullable Model before) {
    if (before == null) {
      return fresh(organization, name, form, now());
    }
    if (form.providerId().isEmpty() && form.baseModel().isPresent()) {
      return copy(organization, form, name, before.displayName(), before.createdAt());
    }
    return changed(organization, form, before);
  }

  private Outcome<Model> fresh(
      OrganizationId organization, String name, ModelForm form, Instant createdAt) {
    var id = form.providerId();
    if (id.isPresent()) {
      var provider = provider(organization, id.get());
      return provider.isEmpty()
          ? unknownProvider(id.get())
          : store(
              form,
              form.apply(
                  ModelForm.blank(organization, name, provider.get(), createdAt),
                  provider.get(),
                  true,
                  now()));
    }
    if (form.baseModel().isEmpty()) {
      form.noProvider();
      return new Outcome.Invalid<>(form.errors());
    }
    return copy(organization, form, name, name, createdAt);
  }

  private Outcome<Model> copy(
      OrganizationId organization,
      ModelForm form,
      String name,
      String displayName,
      Instant createdAt) {
    var base = form.baseModel().flatMap(n -> store.find(organization, n));
    if (base.isEmpty()) {
      form.noBaseModel();
      return new Outcome.Invalid<>(form.errors());
    }
    var from = base.get();
    var copied =
        new Model(
            organization,
            name,
            displayName,
            from.provider(),
            from.upstreamName(),
            from.type(),
            from.price(),
            from.contextWindow(),
            from.capabilities(),
            from.supportedParams(),
            createdAt,
            createdAt);
    return store(form, form.apply(copied, from.provider(), false, now()));
  }

  private Outcome<Model> changed(OrganizationId organization, ModelForm form, Model before) {
    var id = form.providerId();
    var provider = id.isEmpty() ? Optional.of(before.provider()) : provider(organization, id.get());
    return provider.isEmpty()
        ? unknownProvider(id.orElseThrow())
        : store(form, form.apply(before, provider.get(), true, now()));
  }

  private Outcome<Model> store(ModelForm form, Model model) {
    if (!form.isValid()) {
      return new Outcome.Invalid<>(form.errors());
    }
    return store.upsert(model) ? Outcome.created(model) : Outcome.changed(model);
  }

  private Optional<ProviderId> provider(OrganizationId organization, String id) {
    return Optional.of(id)
        .filter(ProviderId::isWellFormed)
        .flatMap(i -> providers.find(organization, new ProviderId(i)))
        .map(Provider::id);
  }

  private static Outcome<Model> unknownProvider(String id) {
    return new Outcome.Missing<>("There is no custom provider '" + id + "'; create it first.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
