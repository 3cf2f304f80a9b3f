package dev.turnpike.gateway.providers;

import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One built-in provider's page in the documentation, made of its row. Its model is the one of the
 * provider's own test, so that it is a name its documentation has.
 */
final class ProviderPage {
  /** Of those whose tests are written by hand. */
  private static final Map<String, String> MODELS =
      Map.of("replicate", "meta/meta-llama-3-70b-instruct", "reducto", "parse");

  /** Where more is told of those with a format of their own. */
  private static final Map<String, String> ANCHORS =
      Map.of(
          "bedrock", "aws-bedrock",
          "google_vertex_ai", "google-vertex-ai",
          "azure_openai", "azure",
          "azure_deepseek", "azure",
          "cohere", "cohere",
          "replicate", "replicate",
          "reducto", "reducto");

  private static final String SERVICE_ACCOUNT =
      """
      {"type": "service_account", "project_id": "…", "client_email": "…", "private_key": "…"}\
      """;

  private final ProviderDescriptor row;
  private final ProviderFacts facts;
  private final String model;
  private final Map<String, String> settings;

  private ProviderPage(ProviderDescriptor row, String model, Map<String, String> settings) {
    this.row = row;
    this.facts = new ProviderFacts(row);
    this.model = model;
    this.settings = settings;
  }

  static ProviderPage of(ProviderDescriptor row) {
    var vendor = Vendor.all().filter(one -> one.id().equals(row.id())).findFirst();
    return new ProviderPage(
        row,
        row.prefixes().getFirst()
            + "/"
            + vendor.map(one -> one.text("model")).orElse(MODELS.getOrDefault(row.id(), "…")),
        vendor.map(Vendor::settings).orElse(Map.of()));
  }

  /** The line of the index. */
  static String listed(ProviderDescriptor row) {
    return "- [%s](providers/%s.md): %s"
        .formatted(
            row.name(),
            row.id(),
            row.status() == Status.RETIRED
                ? "retired: what its old names answer"
                : "reached as " + row.prefixes().getFirst() + "/…");
  }

  String text() {
    if (row.status() == Status.RETIRED) {
      return head()
          + row.note()
          + "\n\nA call by one of its names answers 410: "
          + facts.names()
          + ".\n\n"
          + facts.sources();
    }
    return head()
        + "Any of [its models](%s) answers as `%s/…`, to callers of every [format](../dialects.md), once a credential is entered.%s%s\n\n"
            .formatted(
                row.page(),
                row.prefixes().getFirst(),
                row.note() == null ? "" : " " + row.note(),
                ANCHORS.containsKey(row.id())
                    ? " [More of its format](../vendor-formats.md#%s)."
                        .formatted(ANCHORS.get(row.id()))
                    : "")
        + connect()
        + call()
        + facts.text();
  }

  private String head() {
    return """
    # %s

    <!-- Made of the row "%s" of providers.json by ProvidersPageTest: change the row, not this page. -->

    """
        .formatted(row.name(), row.id());
  }

  private String connect() {
    var variable =
        row.environmentVariable() == null
            ? ""
            : "With `TURNPIKE_PROVIDER_KEYS_FROM_ENV=true` the variable `%s` is used besides.\n\n"
                .formatted(row.environmentVariable());
    return """
    ## Connect

    In the console, *Integrations* › *%s*. By API, with a key that has the right *management*:

    ```bash run
    curl http://localhost:8080/api/integrations/ \\
      -H "Authorization: Bearer $TURNPIKE_API_KEY" -H 'Content-Type: application/json' \\
      -d '{"provider_id": "%s", "name": "Team", "credentials": {
            %s}}'
    ```

    | Field | Meaning | Needed |
    | --- | --- | --- |
    %s
    %sSeveral credentials, and credentials of one call, are told in [built-in providers](../integrations.md).

    """
        .formatted(
            row.name(),
            row.id(),
            row.fields().stream()
                .filter(this::shown)
                .map(field -> "\"%s\": %s".formatted(field.name(), value(field)))
                .collect(Collectors.joining(",\n        ")),
            row.fields().stream().map(this::field).collect(Collectors.joining()),
            variable);
  }

  /** What the example enters: settings as in the provider's test, and the secrets that suffice. */
  private boolean shown(CredentialField field) {
    if (!field.secret()) {
      return field.required() || settings.containsKey(field.name());
    }
    return field.required()
        || row.id().equals("bedrock")
            && field.name().startsWith("aws_")
            && !field.name().contains("session")
        || !row.id().equals("bedrock") && field.name().equals(CredentialField.API_KEY);
  }

  private String value(CredentialField field) {
    if (!field.secret()) {
      return "\"" + settings.getOrDefault(field.name(), field.fallback()) + "\"";
    }
    return field.name().equals("vertex_ai_credentials") ? SERVICE_ACCOUNT : "\"YOUR_KEY\"";
  }

  private String field(CredentialField field) {
    return "| `%s` | %s | %s |\n"
        .formatted(field.name(), field.label(), need(field) + (field.secret() ? ", secret" : ""));
  }

  private String need(CredentialField field) {
    if (field.required()) {
      return "required";
    }
    if (!field.fallback().isEmpty()) {
      return "`" + field.fallback() + "` when absent";
    }
    boolean choice = row.fields().stream().noneMatch(one -> one.secret() && one.required());
    return field.secret() && choice ? "one of the ways" : "optional";
  }

  private String call() {
    if (row.id().equals("reducto")) {
      return "## Call\n\n"
          + "Send a document in a chat message to the model `reducto/parse`: see"
          + " [Reducto](../vendor-formats.md#reducto).\n\n";
    }
    return """
    ## Call

    ```bash tab vendor
    curl http://localhost:8080/api/chat/completions \\
      -H "Authorization: Bearer $TURNPIKE_API_KEY" -H 'Content-Type: application/json' \\
      -d '{"model": "%1$s", "messages": [{"role": "user", "content": "Hello!"}]}'
    ```

    ```python tab vendor
    import os
    from openai import OpenAI

    client = OpenAI(api_key=os.environ["TURNPIKE_API_KEY"], base_url="http://localhost:8080/api/")

    response = client.chat.completions.create(
        model="%1$s",
        messages=[{"role": "user", "content": "Hello!"}],
    )
    print(response.choices[0].message.content)
    ```

    ```typescript tab vendor
    import OpenAI from "openai";

    const client = new OpenAI({ apiKey: process.env.TURNPIKE_API_KEY, baseURL: "http://localhost:8080/api" });

    const response = await client.chat.completions.create({
      model: "%1$s",
      messages: [{ role: "user", content: "Hello!" }],
    });
    console.log(response.choices[0].message.content);
    ```

    [Other SDKs](../sdks.md) take the same name; the console's *Models* lists the names that are known.

    """
        .formatted(model);
  }
}
