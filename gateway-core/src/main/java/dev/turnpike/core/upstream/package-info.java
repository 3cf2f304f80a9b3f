/**
 * Where outbound calls may go, and where nothing may be sent at all.
 *
 * <p>Start reading at {@link AddressPolicy}.
 */
@NullMarked
package dev.turnpike.core.upstream;

import org.jspecify.annotations.NullMarked;
