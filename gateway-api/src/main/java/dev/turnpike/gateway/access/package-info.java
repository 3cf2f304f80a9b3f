/**
 * Who calls: virtual keys out of headers and query, looked up in the snapshot.
 *
 * <p>Start reading at {@link Authenticator}.
 */
@NullMarked
package dev.turnpike.gateway.access;

import org.jspecify.annotations.NullMarked;
