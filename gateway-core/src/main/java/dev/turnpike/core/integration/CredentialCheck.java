package dev.turnpike.core.integration;

import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.provider.ProviderDescriptor;

/** The free request that shows whether a provider knows a credential. */
final class CredentialCheck {
  /** Of the formats that are tested so, Reducto's alone has its operation in the path. */
  private static final String PARSE = "parse";

  private CredentialCheck() {}

  /**
   * The list of models where there is one; else an empty body to the first operation, which a
   * provider refuses as such, but only after it has looked at the credential.
   */
  static EndpointProbe.Target target(ProviderDescriptor row, Connection connection) {
    var provider = connection.provider();
    var dialect = provider.paths().keySet().iterator().next();
    var modelsPath = row.modelsPath();
    return new EndpointProbe.Target(
        provider.baseUrl(),
        connection.credential(),
        null,
        provider.auth(dialect),
        modelsPath != null
            ? modelsPath
            : provider
                .paths()
                .getOrDefault(dialect, dialect.defaultPath())
                .replace("{model}", "credential-test")
                .replace("{operation}", PARSE),
        modelsPath == null);
  }
}
