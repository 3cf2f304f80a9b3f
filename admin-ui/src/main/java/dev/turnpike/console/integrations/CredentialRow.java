package dev.turnpike.console.integrations;

import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.integration.Integration.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of a provider's credentials.
 *
 * @param share of the calls any of them may serve, in percent; 0 while it is paused
 * @param tested its last test since the start of this gateway
 */
public record CredentialRow(
    Integration integration, int share, CredentialTests.@Nullable Tested tested) {
  /** Whether it was found in the environment, where it alone can be changed. */
  public boolean fromEnvironment() {
    return integration.source() == Source.ENVIRONMENT;
  }

  /** What is stored of secrets, in words; nothing of their content but the end. */
  public List<String> secrets() {
    return integration.secrets().entrySet().stream()
        .filter(entry -> entry.getValue().set())
        .map(CredentialRow::told)
        .toList();
  }

  private static String told(Map.Entry<String, CredentialHint> secret) {
    var last4 = secret.getValue().last4();
    return last4 == null ? secret.getKey() + " set" : secret.getKey() + " set, …" + last4;
  }

  /** What was entered besides, such as {@code aws_region_name eu-central-1}. */
  public List<String> settings() {
    return integration.settings().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }
}
