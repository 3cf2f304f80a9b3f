package dev.turnpike.gateway.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** Bounds of model calls. */
@ConfigMapping(prefix = "turnpike")
interface RelaySettings {
  /** TURNPIKE_MAX_BODY_BYTES: the largest request body taken. */
  @WithName("max-body-bytes")
  @WithDefault("52428800")
  int maxBodyBytes();

  /** TURNPIKE_MAX_REPLY_BYTES: the largest answer that is not a stream. */
  @WithName("max-reply-bytes")
  @WithDefault("52428800")
  int maxReplyBytes();

  /** TURNPIKE_LOG_BODY_BYTES: how much of a response goes to the log. */
  @WithName("log-body-bytes")
  @WithDefault("1048576")
  int logBodyBytes();

  /** TURNPIKE_HEARTBEAT: silence in a stream after which a comment is sent to the caller. */
  @WithName("heartbeat")
  @WithDefault("15s")
  Duration heartbeat();

  /** TURNPIKE_LOG_HOLD: how long the end of an answer waits for its log row at most. */
  @WithName("log-hold")
  @WithDefault("1s")
  Duration logHold();
}
