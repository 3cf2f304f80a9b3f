package dev.turnpike.core.access;

import java.util.Optional;

/**
 * Who makes the request being served. Injected by resources that are reached with a virtual key;
 * the organization it names is the only one a resource may touch. Not blocking once the request is
 * authenticated, and valid only within it.
 */
public interface CurrentPrincipal {

  /**
   * @throws IllegalStateException when the request carries no virtual key: its endpoint was open to
   *     anyone, or reached with a console session
   */
  Principal get();

  /** The same where an endpoint is open to anyone: empty when the request carries no key. */
  Optional<Principal> find();
}
