package dev.turnpike.core.exchange.call;

import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.exchange.entrance.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where a provider serves an operation: its base URL's path and the operation's below it. */
public final class ProviderAddress {
  private static final String CHAT_PATH = DialectId.OPENAI_CHAT.defaultPath();

  private ProviderAddress() {}

  /**
   * Where it serves a dialect.
   *
   * @param variables for the placeholders of the path
   * @param query parameters to append
   */
  public static String of(
      Provider provider,
      DialectId dialect,
      Map<String, String> variables,
      Map<String, String> query) {
    var path = provider.paths().getOrDefault(dialect, dialect.defaultPath());
    for (var variable : variables.entrySet()) {
      path = path.replace('{' + variable.getKey() + '}', encoded(variable.getValue()));
    }
    var target = new StringBuilder(base(provider)).append(path);
    char separator = path.indexOf('?') < 0 ? '?' : '&';
    for (var parameter : query.entrySet()) {
      target.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = '&';
    }
    return target.toString();
  }

  /** Where it serves another operation of the OpenAI form: beside its chat completions. */
  public static String of(Provider provider, Operation operation) {
    var chat = provider.paths().getOrDefault(DialectId.OPENAI_CHAT, CHAT_PATH);
    var front =
        chat.endsWith(CHAT_PATH) ? chat.substring(0, chat.length() - CHAT_PATH.length()) : "";
    return base(provider) + front + operation.path();
  }

  private static String base(Provider provider) {
    var base = provider.baseUrl().getRawPath();
    if (base == null) {
      return "";
    }
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** Slashes and colons stay: names of models have them, and servers expect them raw. */
  private static String encoded(String value) {
    // "models/gemini-2.5-pro" is how Google's own list names them; the path has that part already.
    var name = value.startsWith("models/") ? value.substring("models/".length()) : value;
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":")
        .replace("%40", "@");
  }
}
