package dev.turnpike.console.providers;

import dev.turnpike.console.shell.Form;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.DialectId;
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
    return java.util.Arrays.stream(DialectId.values())
        .map(d -> new FormatLine(d.wire(), form.has("format", d.wire()), path(d)))
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
  public record FormatLine(String wire, boolean ticked, String path) {
    public String label() {
      return switch (wire) {
        case "openai-chat" -> "OpenAI Chat Completions";
        case "openai-responses" -> "OpenAI Responses";
        case "anthropic-messages" -> "Anthropic Messages";
        default -> "Gemini generateContent";
      };
    }
  }
}
