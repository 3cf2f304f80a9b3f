package dev.turnpike.core.exchange;

import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.List;

/**
 * How one call and its reply pass between the caller's dialect and the provider's: relayed when
 * they are the same, translated when not. Made by {@link Translate}; pure.
 */
public interface Passage {
  /** What the provider is sent. May be asked again for another attempt. */
  UpstreamCall call();

  /** The provider's dialect by its wire name. */
  String providerDialect();

  /** A fresh way for a streamed answer. */
  ReplyStream stream();

  /** A whole answer with a success status, turned into the caller's. */
  WholeReply whole(byte[] body);

  /** Fields of the request that do not reach the provider, by name. */
  List<String> dropped();
}
