package dev.turnpike.core.exchange;

import dev.turnpike.core.stream.StreamFacts;

/** A provider's whole answer, or what is wrong with it. */
public sealed interface WholeReply {
  /**
   * @param body what the caller gets
   */
  record Good(byte[] body, StreamFacts facts) implements WholeReply {}

  /** Not an answer of the promised format. */
  record Bad(String why) implements WholeReply {}
}
