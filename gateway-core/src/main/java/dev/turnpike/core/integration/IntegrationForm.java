package dev.turnpike.core.integration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.endpoint.BaseUrl;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads an integration from wire input. What was not sent stays as it is; null goes back to what a
 * new one has.
 */
final class IntegrationForm {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_SECRET = 16 * 1024;
  private static final int MOST_WEIGHT = 1_000_000;
  private static final int MOST_MODELS = 1000;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private final WireForm form;
  private final WireForm credentials;
  private final ProviderDescriptor row;
  private final Function<URI, Optional<String>> addressRefusal;

  IntegrationForm(
      ObjectNode wire, ProviderDescriptor row, Function<URI, Optional<String>> addressRefusal) {
    this.form = new WireForm(wire);
    this.credentials = form.nested("credentials");
    this.row = row;
    this.addressRefusal = addressRefusal;
  }

  /**
   * @param secretsWiped whether secrets were dropped because the origin changed
   */
  record Read(Integration integration, Secrets secrets, boolean secretsWiped, FieldErrors errors) {}

  Read read(Integration before, Secrets kept) {
    var name = before.name();
    if (form.has("name")) {
      var typed = form.text("name", LONGEST_NAME);
      name = typed == null ? row.name() : typed;
    }
    var weight =
        form.has("weight") ? form.whole("weight", 1, MOST_WEIGHT) : Long.valueOf(before.weight());
    var active = form.has("is_active") ? form.flag("is_active") : Boolean.valueOf(before.active());
    refuseUnknown();
    var settings = settings(before.settings());
    boolean moved = moved(before.settings(), settings);
    var secrets = secrets(moved ? Secrets.NONE : kept);
    var integration =
        new Integration(
            before.organization(),
            before.id(),
            before.provider(),
            name,
            weight == null ? 1 : weight.intValue(),
            active == null || active,
            models("available_models", before.available()),
            models("exclude_models", before.excluded()),
            settings,
            hints(secrets),
            before.source(),
            before.createdAt(),
            before.updatedAt());
    checkAddress(settings);
    boolean wiped = moved && !kept.values().isEmpty() && secrets.values().isEmpty();
    return new Read(integration, secrets, wiped, form.errors().build());
  }

  private void refuseUnknown() {
    for (var member : credentials.members()) {
      if (row.field(member.getKey()).isEmpty()) {
        credentials.error(
            member.getKey(), row.name() + " has no such field; it has " + names() + ".");
      }
    }
  }

  private List<String> names() {
    return row.fields().stream().map(CredentialField::name).toList();
  }

  private Map<String, String> settings(Map<String, String> before) {
    var settings = new LinkedHashMap<>(before);
    for (var field : row.fields()) {
      if (field.secret()) {
        continue;
      }
      if (credentials.has(field.name())) {
        var typed = credentials.text(field.name(), BaseUrl.LONGEST);
        if (typed == null) {
          settings.remove(field.name());
        } else {
          settings.put(field.name(), checked(field, typed));
        }
      }
      if (field.required() && !settings.containsKey(field.name())) {
        credentials.error(field.name(), "This field is required.");
      }
    }
    return settings;
  }

  private String checked(CredentialField field, String typed) {
    if (row.baseUrl().startsWith('{' + field.name() + '}')) {
      if (BaseUrl.parse(typed) instanceof BaseUrl.Bad(var message)) {
        credentials.error(field.name(), message);
      }
    } else if (!PLAIN.matcher(typed).matches()) {
      credentials.error(field.name(), "Use letters, digits, '.', '_' and '-'.");
    }
    return typed;
  }

  /** A secret belongs to the origin it was typed for. */
  private boolean moved(Map<String, String> before, Map<String, String> now) {
    var origin = Connection.address(row, before).orElse(null);
    var target = Connection.address(row, now).orElse(null);
    return origin != null && target != null && !BaseUrl.sameOrigin(origin, target);
  }

  private void checkAddress(Map<String, String> settings) {
    if (!form.errors().isEmpty()) {
      return;
    }
    var gap = row.fields().stream().filter(f -> row.baseUrl().contains('{' + f.name() + '}'));
    var at = gap.map(CredentialField::name).findFirst().orElse("provider_id");
    Connection.address(row, settings)
        .ifPresentOrElse(
            url -> addressRefusal.apply(url).ifPresent(why -> credentials.error(at, why)),
            () -> credentials.error(at, "Does not make an address that can be called."));
  }

  private Secrets secrets(Secrets kept) {
    var secrets = new LinkedHashMap<>(kept.values());
    for (var field : row.fields()) {
      if (!field.secret()) {
        continue;
      }
      if (credentials.has(field.name())) {
        var typed = secret(field);
        if (typed == null) {
          secrets.remove(field.name());
        } else {
          secrets.put(field.name(), typed);
        }
      }
      if (field.required() && !secrets.containsKey(field.name())) {
        credentials.error(field.name(), "This field is required.");
      }
    }
    // Where there is a choice of secrets, none of them is required for itself.
    if (secrets.isEmpty() && row.fields().stream().anyMatch(CredentialField::secret)) {
      var names = row.fields().stream().filter(CredentialField::secret).map(CredentialField::name);
      if (row.fields().stream().noneMatch(f -> f.secret() && f.required())) {
        form.error(
            "credentials", "Give at least one of " + names.collect(Collectors.joining(", ")) + ".");
      }
    }
    return new Secrets(secrets);
  }

  private @Nullable String secret(CredentialField field) {
    var node = credentials.node(field.name()).orElse(null);
    if (node == null) {
      return null;
    }
    // A service account's key is a JSON document: sent as a text or as the object itself.
    var text = node.isContainerNode() ? node.toString() : node.asText().strip();
    if (text.length() > LONGEST_SECRET) {
      credentials.error(field.name(), "Must have at most " + LONGEST_SECRET + " characters.");
      return null;
    }
    boolean document = text.startsWith("{");
    if (!document && text.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
      credentials.error(
          field.name(), "Contains characters that cannot be sent in a header, such as spaces.");
      return null;
    }
    return text.isEmpty() ? null : text;
  }

  private Map<String, CredentialHint> hints(Secrets secrets) {
    var hints = new LinkedHashMap<String, CredentialHint>();
    for (var field : row.fields()) {
      if (field.secret()) {
        var value = secrets.values().get(field.name());
        boolean document = value != null && value.startsWith("{");
        hints.put(
            field.name(), document ? new CredentialHint(true, null) : CredentialHint.of(value));
      }
    }
    return hints;
  }

  private List<String> models(String field, List<String> before) {
    if (!form.has(field)) {
      return before;
    }
    var names = new ArrayList<String>();
    var node = form.node(field).orElse(null);
    if (node == null) {
      return names;
    }
    if (!node.isArray() || node.size() > MOST_MODELS) {
      form.error(field, "Must be a list of at most " + MOST_MODELS + " model names.");
      return names;
    }
    for (var name : node) {
      if (!name.isTextual() || name.asText().isBlank()) {
        form.error(field, "Must hold model names only.");
        return names;
      }
      names.add(name.asText().strip());
    }
    return names;
  }
}
