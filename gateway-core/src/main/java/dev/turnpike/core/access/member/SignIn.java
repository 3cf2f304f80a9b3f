package dev.turnpike.core.access.member;

import java.time.Duration;

/** How an attempt to sign in ended. */
public sealed interface SignIn {
  /** Address and password belong together. */
  record Welcome(Member member) implements SignIn {}

  /** They do not; which of the two was wrong is not told. */
  record Refused() implements SignIn {}

  /** Too many failures before; the password was not even looked at. */
  record Throttled(Duration pause) implements SignIn {}
}
