package dev.turnpike.gateway.egress;

/** The address policy forbids every address a name resolves to. */
public final class EgressDenied extends Exception {
  /**
   * @param reason a whole sentence that names no address
   */
  public EgressDenied(String reason) {
    super(reason);
  }
}
