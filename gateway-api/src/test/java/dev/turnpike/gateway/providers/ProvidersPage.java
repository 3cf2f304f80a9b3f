package dev.turnpike.gateway.providers;

import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.Fact;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of providers in the documentation, made of the rows and of what was tested. */
final class ProvidersPage {
  private static final String TESTED =
      "chat, stream, tools, structured output, error, rate limit, usage";

  /** Rows whose format holds less than a chat with tools, by what their own tests show. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "replicate",
          "chat, stream, error, rate limit, usage, waiting, cancelling (its format has no tools)",
          "reducto",
          "upload, parse, job, result, cancelling, stream, error, what was billed (documents, not"
              + " chat)");

  private static final Set<String> TESTED_ROWS =
      Vendor.all().map(Vendor::id).collect(Collectors.toUnmodifiableSet());

  private ProvidersPage() {}

  static String text() {
    var rows = BuiltInProviders.table().all();
    return """
    # Providers

    <!-- Made of the rows of providers.json by ProvidersPageTest: change the rows, not this page. -->

    The gateway knows %d providers by itself. Enter a credential under Integrations, or with `POST /api/integrations/`, \
    and call any of a provider's models as `prefix/model`; well-known names such as `gpt-4o` or `claude-sonnet-4-5` go without a prefix. \
    What is in this table was read in public documentation; **%d of the %d rows hold a fact that no source to rely on confirmed yet**, \
    marked in the last column. Each has a page with what to enter, what to call and where it differs.

    *Tested* names what runs for the row in each build: **%d rows pass %s**, against a server on loopback that speaks the vendor's \
    wire format and refuses, in the vendor's words, a wrong credential, a wrong path and an unknown parameter. No two rows share their \
    test data, and no two wire formats share seven lines of code in a row (see [architecture](architecture.md#providers-and-wire-formats)). \
    No test calls a vendor.

    | Provider | Status | Name it by | Credential | Formats, in order | Environment variable | Tested | Facts |
    | --- | --- | --- | --- | --- | --- | --- | --- |
    %s
    ## Notes

    %s
    ## Sources

    | Provider | What | Page | Read |
    | --- | --- | --- | --- |
    %s\
    """
        .formatted(
            rows.size(),
            rows.stream().filter(row -> !row.isConfirmed()).count(),
            rows.size(),
            TESTED_ROWS.size(),
            TESTED,
            lines(rows.stream().map(ProvidersPage::row)),
            lines(notes(rows)),
            lines(rows.stream().flatMap(ProvidersPage::sources)));
  }

  private static String lines(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(ProviderDescriptor row) {
    return "| [%s](%s) | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            row.name(),
            row.status() == Status.CUSTOM ? "custom-providers.md" : "providers/" + row.id() + ".md",
            row.status().name().toLowerCase(Locale.ROOT),
            code(row.prefixes().stream().map(prefix -> prefix + "/…")),
            code(row.fields().stream().map(CredentialField::name)),
            code(row.paths().keySet().stream().map(dialect -> dialect.wire())),
            row.environmentVariable() == null ? "–" : "`" + row.environmentVariable() + "`",
            tests(row),
            row.facts().isEmpty() ? "–" : row.isConfirmed() ? "confirmed" : "**unconfirmed**");
  }

  /** What runs for the row in each build. */
  static String tests(ProviderDescriptor row) {
    if (TESTED_ROWS.contains(row.id())) {
      return TESTED;
    }
    return switch (row.status()) {
      case RETIRED -> "answers 410 with the note below";
      case CUSTOM -> "[custom providers](custom-providers.md)";
      case ACTIVE -> OTHERS.getOrDefault(row.id(), "not callable yet");
    };
  }

  static String code(Stream<String> words) {
    var text = words.map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    return text.isEmpty() ? "–" : text;
  }

  private static Stream<String> notes(Collection<ProviderDescriptor> rows) {
    return rows.stream()
        .filter(row -> row.note() != null || !row.refused().isEmpty())
        .map(
            row ->
                "- **"
                    + row.name()
                    + "**: "
                    + (row.note() == null ? "" : row.note() + " ")
                    + (row.refused().isEmpty()
                        ? ""
                        : "Refuses " + code(row.refused().stream().sorted()) + "."))
        .map(String::strip);
  }

  private static Stream<String> sources(ProviderDescriptor row) {
    return row.facts().stream().map(fact -> source(row, fact));
  }

  private static String source(ProviderDescriptor row, Fact fact) {
    return "| %s | %s%s | <%s> | %s |"
        .formatted(
            row.name(),
            fact.what(),
            fact.confirmed() ? "" : " (unconfirmed)",
            fact.source(),
            fact.checked());
  }
}
