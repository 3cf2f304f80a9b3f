package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.stream.StreamFacts;

/** A provider's whole answer, or what is wrong with it. */
public sealed interface WholeReply {
  /**
   * @param body what the caller gets
   * @param mediaType what that is
   */
  record Good(byte[] body, StreamFacts facts, String mediaType) implements WholeReply {
    /** A JSON answer. */
    public Good(byte[] body, StreamFacts facts) {
      this(body, facts, "application/json");
    }
  }

  /** Not an answer of the promised format. */
  record Bad(String why) implements WholeReply {}
}
