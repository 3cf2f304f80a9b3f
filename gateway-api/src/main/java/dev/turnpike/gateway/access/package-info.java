/**
 * Who calls: virtual keys out of headers and query, looked up in the snapshot.
 *
 * <p>Start reading at {@link Authenticator}; {@link ApiKeyMechanism} is how REST resources come by
 * it, through {@code @RolesAllowed}.
 */
@NullMarked
package dev.turnpike.gateway.access;

import org.jspecify.annotations.NullMarked;
