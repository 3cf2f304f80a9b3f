package dev.turnpike.core.error;

/** Whose doing an error was. */
public enum Fault {
  CALLER("user"),
  /** The gateway itself, its configuration included. */
  GATEWAY("respan"),
  PROVIDER("provider");

  private final String wire;

  Fault(String wire) {
    this.wire = wire;
  }

  /** The word of the wire field {@code fault_domain}; its names are the platform's. */
  public String wire() {
    return wire;
  }
}
