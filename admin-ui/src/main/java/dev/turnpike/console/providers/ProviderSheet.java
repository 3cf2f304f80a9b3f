package dev.turnpike.console.providers;

import dev.turnpike.console.shell.Form;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.AuthScheme;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sheet for adding or editing a provider shows.
 *
 * @param before the provider being edited; absent while one is added
 * @param report the answer to a connection test asked from the sheet
 */
public record ProviderSheet(
    @Nullable Provider before, Form form, EndpointProbe.@Nullable Report report) {

  /** Where the form goes: a new provider's, or the edited one's. */
  public String action() {
    return before == null ? "/console/providers" : "/console/providers/" + before.id().value();
  }

  /** A line for each wire format. */
  public List<FormatLine> formats() {
    return Arrays.stream(DialectId.values())
        .map(d -> new FormatLine(d.wire(), label(d), form.has("format", d.wire()), path(d)))
        .toList();
  }

  /** The ways to show a key that can be chosen, as the wire names them. */
  public List<String> authSchemes() {
    return Arrays.stream(AuthScheme.values())
        .filter(AuthScheme::showsKey)
        .map(AuthScheme::wire)
        .toList();
  }

  private String path(DialectId dialect) {
    var typed = form.value("path." + dialect.wire());
    return typed.isEmpty() ? dialect.defaultPath() : typed;
  }

  /**
   * One wire format in the sheet.
   *
   * @param path below the base URL
   */
  public record FormatLine(String wire, String label, boolean ticked, String path) {}

  private static String label(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT -> "OpenAI Chat Completions";
      case OPENAI_RESPONSES -> "OpenAI Responses";
      case ANTHROPIC_MESSAGES -> "Anthropic Messages";
      case GEMINI_GENERATE -> "Gemini generateContent";
      case BEDROCK_CONVERSE -> "Bedrock Converse";
      case COHERE_CHAT -> "Cohere Chat";
      case REPLICATE_PREDICTIONS -> "Replicate predictions";
      case REDUCTO_PARSE -> "Reducto parsing";
    };
  }
}
