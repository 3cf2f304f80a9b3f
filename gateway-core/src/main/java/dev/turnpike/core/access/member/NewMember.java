package dev.turnpike.core.access.member;

/**
 * A member with a password made for them, known only here: to be told once.
 *
 * @param password they change it after they have signed in
 */
public record NewMember(Member member, String password) {
  @Override
  public String toString() {
    return "NewMember[" + member + "]";
  }
}
