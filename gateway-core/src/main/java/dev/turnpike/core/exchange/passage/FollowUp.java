package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.upstream.call.UpstreamCall;
import java.time.Duration;

/** Another call that is due before there is an answer, after this long. */
public record FollowUp(UpstreamCall call, Duration after) {}
