package dev.turnpike.core.naming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.endpoint.BaseUrl;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.integration.Secrets;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Credentials that come with a call. They may name any key, but never a destination of their own:
 * an address counts only where an administrator has entered the same server, or the table has it.
 */
final class OwnCredentials {
  private static final String API_BASE = "api_base";

  private OwnCredentials() {}

  /** A credential made ready, or why it cannot be used. */
  sealed interface Made {
    record Ready(Connection connection) implements Made {}

    record Refused(GatewayError reason) implements Made {}
  }

  /** Joins a row of the table with fields of the call. */
  static Made of(
      ProviderDescriptor row,
      JsonNode fields,
      OrganizationId organization,
      Catalog catalog,
      String parameter) {
    var stored = catalog.connections(row.id());
    var settings = new LinkedHashMap<String, String>();
    if (!stored.isEmpty()) {
      settings.putAll(stored.getFirst().integration().settings());
    }
    var secrets = new LinkedHashMap<String, String>();
    for (var member : fields.properties()) {
      var value = member.getValue();
      var text = value.isContainerNode() ? value.toString() : value.asText();
      var field = row.field(member.getKey());
      if (field.isPresent() && !text.isBlank()) {
        (field.get().secret() ? secrets : settings).put(member.getKey(), text.strip());
      }
    }
    for (var field : row.fields()) {
      if (field.required()
          && !secrets.containsKey(field.name())
          && !settings.containsKey(field.name())) {
        return refused(parameter, "lacks `" + field.name() + "` for " + row.name());
      }
    }
    var made = Connection.passing(row, organization, settings, new Secrets(secrets));
    if (made.isEmpty()) {
      return refused(parameter, "does not make an address of " + row.name());
    }
    var url = made.get().provider().baseUrl();
    var asked = asked(fields);
    boolean fixed =
        row.fields().stream().noneMatch(f -> row.baseUrl().startsWith('{' + f.name() + '}'));
    if (!(fixed || allowed(catalog).anyMatch(known -> BaseUrl.sameOrigin(known, url)))) {
      return foreign(parameter);
    }
    if (asked.isPresent()
        && !BaseUrl.sameOrigin(asked.get(), url)
        && allowed(catalog).noneMatch(known -> BaseUrl.sameOrigin(known, asked.get()))) {
      return foreign(parameter);
    }
    return new Made.Ready(made.get());
  }

  /** The same custom model with another key. */
  static Optional<GatewayError> problem(Provider provider, JsonNode fields, String parameter) {
    var asked = asked(fields);
    return asked.isPresent() && !BaseUrl.sameOrigin(asked.get(), provider.baseUrl())
        ? Optional.of(((Made.Refused) foreign(parameter)).reason())
        : Optional.empty();
  }

  static Deployment with(Deployment deployment, JsonNode fields) {
    var key = fields.path(CredentialField.API_KEY);
    var credential = deployment.credential();
    return key.isTextual() && !key.textValue().isBlank()
        ? new Deployment(
            deployment.model(),
            deployment.provider(),
            new ProviderCredential(
                key.textValue().strip(), credential.headers(), credential.fields()))
        : deployment;
  }

  private static Optional<URI> asked(JsonNode fields) {
    var text = fields.path(API_BASE).asText("");
    return BaseUrl.parse(text) instanceof BaseUrl.Good(var url)
        ? Optional.of(url)
        : Optional.empty();
  }

  private static Stream<URI> allowed(Catalog catalog) {
    return Stream.concat(
        catalog.providers().values().stream().map(Provider::baseUrl),
        catalog.connections().values().stream()
            .flatMap(List::stream)
            .map(connection -> connection.provider().baseUrl()));
  }

  private static Made foreign(String parameter) {
    return refused(
        parameter,
        "names a server that no administrator has entered here; a call cannot choose its"
            + " destination");
  }

  private static Made refused(String parameter, String why) {
    return new Made.Refused(
        new GatewayError.InvalidRequest("`" + parameter + "` " + why + ".", parameter));
  }
}
