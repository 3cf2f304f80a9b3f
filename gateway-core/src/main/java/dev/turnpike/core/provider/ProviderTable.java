package dev.turnpike.core.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the rows of {@code providers.json}. An unknown member or word is a mistake in the table and
 * throws {@link IllegalStateException}, so that a misspelt quirk cannot be passed over.
 */
final class ProviderTable {
  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "name",
          "credential",
          "env",
          "fields",
          "base_url",
          "auth",
          "dialects",
          "operations",
          "quirks",
          "refused",
          "prefixes",
          "families",
          "aliases",
          "models",
          "catalogue",
          "status",
          "note",
          "page",
          "facts");

  private ProviderTable() {}

  static List<ProviderDescriptor> rows(JsonNode table) {
    var rows = new ArrayList<ProviderDescriptor>();
    table.path("providers").forEach(row -> rows.add(row(row)));
    return rows;
  }

  private static ProviderDescriptor row(JsonNode row) {
    var id = row.path("id").asText();
    row.fieldNames()
        .forEachRemaining(
            member -> {
              if (!MEMBERS.contains(member)) {
                throw new IllegalStateException(id + " has an unknown member " + member);
              }
            });
    return new ProviderDescriptor(
        id,
        row.required("name").asText(),
        row.path("credential").asText(id),
        row.path("env").textValue(),
        fields(row.path("fields")),
        row.required("base_url").asText(),
        AuthScheme.ofWire(row.path("auth").asText("bearer")).orElseThrow(() -> bad(id, "auth")),
        dialects(id, row.path("dialects")),
        Set.copyOf(texts(row.path("operations"))),
        quirks(id, row.path("quirks")),
        Set.copyOf(texts(row.path("refused"))),
        row.has("prefixes") ? texts(row.get("prefixes")) : List.of(id),
        texts(row.path("families")),
        aliases(row.path("aliases")),
        row.has("models") ? row.get("models").textValue() : "/models",
        row.path("catalogue").textValue(),
        Status.valueOf(row.path("status").asText("active").toUpperCase(Locale.ROOT)),
        row.path("note").textValue(),
        URI.create(row.required("page").asText()),
        facts(row.path("facts")));
  }

  /** One secret, the API key, unless the row says otherwise. */
  private static List<CredentialField> fields(JsonNode fields) {
    if (fields.isMissingNode()) {
      return List.of(new CredentialField(CredentialField.API_KEY, "API key", true, true, ""));
    }
    var read = new ArrayList<CredentialField>();
    for (var field : fields) {
      read.add(
          new CredentialField(
              field.required("name").asText(),
              field.required("label").asText(),
              field.path("secret").asBoolean(false),
              field.path("required").asBoolean(!field.has("default")),
              field.path("default").asText("")));
    }
    return read;
  }

  private static Map<DialectId, String> dialects(String id, JsonNode dialects) {
    var paths = new LinkedHashMap<DialectId, String>();
    dialects
        .properties()
        .forEach(
            m -> {
              var dialect = DialectId.ofWire(m.getKey()).orElseThrow(() -> bad(id, m.getKey()));
              paths.put(
                  dialect,
                  m.getValue().isTextual() ? m.getValue().asText() : dialect.defaultPath());
            });
    return paths;
  }

  private static Set<Quirk> quirks(String id, JsonNode quirks) {
    var read = new LinkedHashSet<Quirk>();
    quirks
        .properties()
        .forEach(m -> read.add(Quirk.ofWire(m.getKey()).orElseThrow(() -> bad(id, m.getKey()))));
    return read;
  }

  private static Map<String, String> aliases(JsonNode aliases) {
    var read = new LinkedHashMap<String, String>();
    aliases.properties().forEach(m -> read.put(m.getKey(), m.getValue().asText()));
    return read;
  }

  private static List<Fact> facts(JsonNode facts) {
    var read = new ArrayList<Fact>();
    for (var fact : facts) {
      read.add(
          new Fact(
              fact.required("what").asText(),
              URI.create(fact.required("source").asText()),
              LocalDate.parse(fact.required("checked").asText()),
              fact.path("confirmed").asBoolean(true)));
    }
    return read;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static IllegalStateException bad(String id, String what) {
    return new IllegalStateException(id + ": unknown " + what);
  }
}
