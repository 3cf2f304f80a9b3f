package dev.turnpike.core.exchange.call;

import dev.turnpike.core.catalog.Deployment;
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
      path = path.replace('{' + variable.getKey() + '}', encoded(dialect, variable.getValue()));
    }
    var target = new StringBuilder(base(provider)).append(path);
    char separator = path.indexOf('?') < 0 ? '?' : '&';
    for (var parameter : query.entrySet()) {
      target.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
      separator = '&';
    }
    return target.toString();
  }

  /**
   * Where it serves another operation of the OpenAI form: beside its chat completions, with what
   * stands around them ({@code /openai/deployments/{model}/…?api-version=…}).
   */
  public static String of(Deployment deployment, Operation operation) {
    var provider = deployment.provider();
    var chat = provider.paths().getOrDefault(DialectId.OPENAI_CHAT, CHAT_PATH);
    int mark = chat.indexOf('?');
    var path = mark < 0 ? chat : chat.substring(0, mark);
    if (!path.endsWith(CHAT_PATH)) {
      return base(provider) + operation.path();
    }
    var front = path.substring(0, path.length() - CHAT_PATH.length());
    var model = encoded(DialectId.OPENAI_CHAT, deployment.model().upstreamName());
    return base(provider)
        + front.replace("{model}", model)
        + operation.path()
        + (mark < 0 ? "" : chat.substring(mark));
  }

  /** Where it serves an operation in a form of its own: in the place of its chat. */
  public static String beside(Provider provider, DialectId dialect, String segment) {
    var chat = provider.paths().getOrDefault(dialect, dialect.defaultPath());
    return base(provider) + chat.substring(0, chat.lastIndexOf('/')) + segment;
  }

  /** A path below its base URL. */
  public static String below(Provider provider, String path) {
    return base(provider) + path;
  }

  private static String base(Provider provider) {
    var base = provider.baseUrl().getRawPath();
    if (base == null) {
      return "";
    }
    return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** Slashes and colons stay: names of models have them, and servers expect them raw. */
  private static String encoded(DialectId dialect, String value) {
    if (dialect == DialectId.BEDROCK_CONVERSE) {
      // There a model may be an ARN, whose slashes and colons are part of one segment.
      return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
    // "models/gemini-2.5-pro" is how Google's own list names them; the path has that part already.
    boolean listed = dialect == DialectId.GEMINI_GENERATE && value.startsWith("models/");
    var name = listed ? value.substring("models/".length()) : value;
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":")
        .replace("%40", "@");
  }
}
