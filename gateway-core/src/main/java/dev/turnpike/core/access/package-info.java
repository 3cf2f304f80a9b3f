/**
 * Who may do what: organizations, virtual keys, members and their sessions.
 *
 * <p>Start reading at {@link Keys}; the data plane needs only {@link KeyDigest} and {@link
 * Principal}.
 */
@NullMarked
package dev.turnpike.core.access;

import org.jspecify.annotations.NullMarked;
