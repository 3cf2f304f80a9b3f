package dev.turnpike.console.integrations;

import dev.turnpike.core.error.FieldErrors;

/** What is wrong with a credential, in one sentence. */
final class CredentialProblems {
  private CredentialProblems() {}

  static String first(FieldErrors errors) {
    var first = errors.byField().entrySet().iterator().next();
    var field = first.getKey().replace(CredentialFields.PREFIX, "").replace('_', ' ');
    // A message about the credential as a whole, or about its provider, needs no name before it.
    return field.equals("credentials") || field.equals("provider id")
        ? first.getValue().getFirst()
        : field + ": " + first.getValue().getFirst();
  }
}
