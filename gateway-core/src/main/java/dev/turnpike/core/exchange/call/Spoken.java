package dev.turnpike.core.exchange.call;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import java.util.List;
import java.util.Locale;

/** Which wire formats a model is served in: its provider's, but where models differ. */
public final class Spoken {
  private Spoken() {}

  /** In order of preference; at least one. */
  public static List<DialectId> by(Deployment deployment) {
    var all = deployment.provider().paths().keySet();
    if (!deployment.provider().profile().quirks().contains(Quirk.CLAUDE_BY_RAW_PREDICT)) {
      return List.copyOf(all);
    }
    boolean claude = deployment.model().upstreamName().toLowerCase(Locale.ROOT).contains("claude");
    return all.stream().filter(d -> (d == DialectId.ANTHROPIC_MESSAGES) == claude).toList();
  }

  /** Whether the provider serves {@code count_tokens} beside conversations in this format. */
  public static boolean counts(Deployment deployment, DialectId dialect) {
    boolean raw = deployment.provider().profile().quirks().contains(Quirk.CLAUDE_BY_RAW_PREDICT);
    return by(deployment).contains(dialect) && !(raw && dialect == DialectId.ANTHROPIC_MESSAGES);
  }

  /** The last word of the path, where the format says in it what is to be done. */
  public static String operation(DialectId dialect, boolean stream) {
    return switch (dialect) {
      case GEMINI_GENERATE -> stream ? "streamGenerateContent" : "generateContent";
      case ANTHROPIC_MESSAGES -> stream ? "streamRawPredict" : "rawPredict";
      case BEDROCK_CONVERSE -> stream ? "converse-stream" : "converse";
      case OPENAI_CHAT, OPENAI_RESPONSES, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE -> "";
    };
  }
}
