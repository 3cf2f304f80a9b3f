package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.List;
import java.util.Optional;
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

  /**
   * What is to be asked before there is an answer; absent when this is it.
   *
   * @param body of the latest success
   */
  default Optional<FollowUp> follow(byte[] body) {
    return Optional.empty();
  }

  /** Whether {@link #follow} has a say: then the first answer is whole, even of a stream. */
  default boolean isErrand() {
    return false;
  }

  /** What ends work the provider took on, when nobody wants its result any more. */
  default Optional<UpstreamCall> cancel() {
    return Optional.empty();
  }

  /** Whether a provider's error body goes to the caller as it is. */
  default boolean relaysErrors() {
    return false;
  }
}
