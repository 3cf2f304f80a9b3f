package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one call and its reply pass between the caller's dialect and the provider's: relayed when
 * they are the same, translated when not. Pure.
 */
public interface Passage {
  /** What the provider is sent. May be asked again for another attempt. */
  UpstreamCall call();

  /** What the provider speaks. */
  DialectId providerDialect();

  /** A fresh way for a streamed answer. */
  ReplyStream stream();

  /**
   * A whole answer with a success status, turned into the caller's.
   *
   * @param mediaType as the provider told it, without parameters; may be empty
   */
  WholeReply whole(byte[] body, String mediaType);

  /** Fields of the request and, once it is there, of the answer that do not get through. */
  List<String> dropped();

  /**
   * The gateway's own answer where the provider does not offer the operation, as this status says;
   * absent when there is none.
   */
  default byte @Nullable [] without(int status) {
    return null;
  }

  /** Whether a provider's error body goes to the caller as it is. */
  default boolean relaysErrors() {
    return false;
  }
}
