/**
 * Calls to providers: what is sent where, and where nothing may be sent at all.
 *
 * <p>Start reading at {@link AddressPolicy}.
 */
@NullMarked
package dev.turnpike.core.upstream;

import org.jspecify.annotations.NullMarked;
