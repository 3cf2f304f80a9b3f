/**
 * The one way out: every outbound HTTP call gets its client here, after the address policy has seen
 * the resolved address it will connect to. Redirects are never followed.
 *
 * <p>Start reading at {@link Egress}.
 */
@NullMarked
package dev.turnpike.gateway.egress;

import org.jspecify.annotations.NullMarked;
