package dev.turnpike.core.access.member;

import java.util.Optional;

/** Who is asking, in a console request. */
public interface CurrentMember {
  /** Empty on pages that need no sign-in. */
  Optional<SignedIn> find();

  /**
   * The member asking.
   *
   * @throws IllegalStateException on a page that needs no sign-in
   */
  default Member get() {
    return find().orElseThrow(() -> new IllegalStateException("nobody is signed in")).member();
  }
}
