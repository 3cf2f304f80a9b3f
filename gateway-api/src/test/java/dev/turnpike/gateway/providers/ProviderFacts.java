package dev.turnpike.gateway.providers;

import dev.turnpike.core.provider.Fact;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the table knows of one provider: the second half of its page. */
record ProviderFacts(ProviderDescriptor row) {
  private static final Pattern ADDRESS = Pattern.compile(":? ?(https://\\S+)$");

  String text() {
    return facts() + differences() + sources();
  }

  private String facts() {
    return """
    ## What is known of it

    | What | Value |
    | --- | --- |
    | Base URL | `%s` |
    | Credential | %s |
    | Formats, in order | %s |
    | Besides conversations | %s |
    | Names | %s |
    | Prices | %s |
    | Tested in each build | %s |
    | Facts | %s |

    """
        .formatted(
            row.baseUrl(),
            credential(),
            row.paths().entrySet().stream()
                .map(path -> "`%s` at `%s`".formatted(path.getKey().wire(), path.getValue()))
                .collect(Collectors.joining(", ")),
            row.operations().isEmpty()
                ? "–"
                : String.join(", ", row.operations().stream().sorted().toList()),
            names(),
            row.catalogue() == null
                ? "none known: calls are logged as unpriced, unless the model is added with prices"
                : "from the [catalogue](../integrations.md#prices)",
            ProvidersPage.tests(row),
            row.isConfirmed()
                ? "confirmed by the sources below"
                : "**some unconfirmed**, marked below");
  }

  private String credential() {
    return switch (row.auth()) {
      case BEARER -> "`Authorization: Bearer`";
      case X_API_KEY, X_GOOG_API_KEY, API_KEY -> "header `" + row.auth().header() + "`";
      case AWS_SIGV4 ->
          "a signature of each request, or a Bedrock API key as `Authorization: Bearer`";
      case GOOGLE_TOKEN -> "a token, made of the service account's key and renewed in time";
      case AZURE -> "header `api-key`, or a token of Microsoft Entra ID";
    };
  }

  /** What callers may write. */
  String names() {
    var names = ProvidersPage.code(row.prefixes().stream().map(prefix -> prefix + "/…"));
    return row.families().isEmpty()
        ? names
        : names + "; bare names that begin with " + ProvidersPage.code(row.families().stream());
  }

  private String differences() {
    var lines =
        Stream.concat(
                Stream.concat(
                    quirks(),
                    row.refused().isEmpty()
                        ? Stream.of()
                        : Stream.of(
                            "By its documentation it refuses "
                                + ProvidersPage.code(row.refused().stream().sorted())
                                + ".")),
                row.aliases().entrySet().stream()
                    .map(
                        name ->
                            "`%s` goes by `%s` there.".formatted(name.getKey(), name.getValue())))
            .map(line -> "- " + line + "\n")
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "## What it does in its own way\n\n" + lines + "\n";
  }

  /** The reasons stand in the table alone: the gateway acts upon the names. */
  private Stream<String> quirks() {
    try (var in =
        Objects.requireNonNull(ProviderDescriptor.class.getResourceAsStream("providers.json"))) {
      for (var one : Vendor.JSON.readTree(in).path("providers")) {
        if (one.path("id").asText().equals(row.id())) {
          return one.path("quirks").properties().stream()
              .map(quirk -> "`" + quirk.getKey() + "`: " + linked(quirk.getValue().asText()))
              .toList()
              .stream();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Stream.of();
  }

  private static String linked(String reason) {
    var address = ADDRESS.matcher(reason);
    if (!address.find()) {
      return reason + ".";
    }
    var words = reason.substring(0, address.start());
    return (words.isEmpty() ? "known" : words) + " ([source](" + address.group(1) + ")).";
  }

  String sources() {
    return row.facts().stream()
        .map(ProviderFacts::source)
        .collect(
            Collectors.joining(
                "", "## Sources\n\n| What | Page | Read |\n| --- | --- | --- |\n", ""));
  }

  private static String source(Fact fact) {
    return "| %s%s | <%s> | %s |\n"
        .formatted(
            fact.what(), fact.confirmed() ? "" : " (unconfirmed)", fact.source(), fact.checked());
  }
}
