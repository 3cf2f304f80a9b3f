package dev.turnpike.persistence.rollup;

import java.util.Locale;

/** By which of its columns a row's calls are told apart. */
public enum Scope {
  /** Environment, log type, model, provider, key and status of calls. */
  TRAFFIC("t"),
  /** Environment and customer of calls. */
  CUSTOMER("c"),
  /** Environment, provider, upstream model and status of attempts. */
  ATTEMPT("a");

  private final String column;

  Scope(String column) {
    this.column = column;
  }

  /** Its value in the column {@code scope}. */
  public String column() {
    return column;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
