package dev.turnpike.core.naming;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.provider.ProviderDescriptor;
import org.jspecify.annotations.Nullable;

/** What a model name came to. */
public sealed interface Named {
  /**
   * It is served.
   *
   * @param credential name of the credential it goes by; empty for a custom provider's
   * @param ownCredential whether the call brought that credential itself
   * @param row the built-in provider; absent for a custom one
   */
  record Found(
      Deployment deployment,
      String credential,
      boolean ownCredential,
      @Nullable ProviderDescriptor row)
      implements Named {}

  /** It cannot be. */
  record Refused(GatewayError reason) implements Named {}

  /** Nobody here goes by this name. */
  record Unknown() implements Named {}
}
