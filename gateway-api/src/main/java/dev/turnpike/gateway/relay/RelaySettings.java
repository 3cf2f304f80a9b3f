package dev.turnpike.gateway.relay;

import java.time.Duration;

/**
 * Bounds of model calls.
 *
 * @param maxBodyBytes the largest request body taken
 * @param maxReplyBytes the largest answer that is not a stream
 * @param logBodyBytes how much of a response goes to the log
 * @param heartbeat silence in a stream after which a comment is sent to the caller
 * @param logHold how long the end of an answer waits for its log row at most
 */
public record RelaySettings(
    int maxBodyBytes, int maxReplyBytes, int logBodyBytes, Duration heartbeat, Duration logHold) {}
