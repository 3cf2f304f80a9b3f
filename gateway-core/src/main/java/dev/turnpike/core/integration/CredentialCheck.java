package dev.turnpike.core.integration;

import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.ProviderDescriptor;

/** The free request that shows whether a provider knows a credential. */
final class CredentialCheck {
  private CredentialCheck() {}

  /**
   * The list of models where there is one; else an empty body to the first operation, which a
   * provider refuses as such, but only after it has looked at the credential.
   */
  static EndpointProbe.Target target(ProviderDescriptor row, Connection connection) {
    var provider = connection.provider();
    var dialect = provider.paths().keySet().iterator().next();
    var modelsPath = row.modelsPath();
    var auth = provider.auth(dialect);
    return new EndpointProbe.Target(
        provider.baseUrl(),
        connection.credential(),
        null,
        auth,
        modelsPath != null
            ? modelsPath
            : provider
                .paths()
                .getOrDefault(dialect, dialect.defaultPath())
                .replace("{model}", "credential-test")
                .replace("{operation}", operation(dialect)),
        modelsPath == null,
        auth.showsKey() ? null : provider);
  }

  /** What stands in a path that names the operation. */
  private static String operation(DialectId dialect) {
    return switch (dialect) {
      case BEDROCK_CONVERSE -> "converse";
      case GEMINI_GENERATE -> "generateContent";
      case REPLICATE_PREDICTIONS -> "predictions";
      case REDUCTO_PARSE -> "parse";
      case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, COHERE_CHAT -> "";
    };
  }
}
