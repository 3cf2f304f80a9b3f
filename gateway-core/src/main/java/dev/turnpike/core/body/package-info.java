/**
 * Request bodies without a tree: one pass over the top-level members, and an upstream body spliced
 * from the caller's own bytes, so that what the gateway does not know survives as it came.
 *
 * <p>Start reading at {@link BodyScan}, then {@link BodySplice} and {@link GatewayParams}.
 */
@NullMarked
package dev.turnpike.core.body;

import org.jspecify.annotations.NullMarked;
