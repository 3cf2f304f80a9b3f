/**
 * The management REST API: providers, models and keys, as clients of the platform call it.
 * Resources here read the wire and write it; what may be done is decided by the use cases in core,
 * which the console calls too.
 *
 * <p>One package per feature; {@code page} and {@code body} are what they share.
 */
@NullMarked
package dev.turnpike.gateway.management;

import org.jspecify.annotations.NullMarked;
