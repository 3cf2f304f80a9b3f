package dev.turnpike.core.access.member;

import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in on one browser, until it is closed or expires.
 *
 * @param digest SHA-256 (hex) of the cookie's value, which itself is stored nowhere
 * @param lastSeenAt the last use, true to a minute
 */
public record Session(
    UUID id, UUID memberId, String digest, Instant createdAt, Instant lastSeenAt) {}
