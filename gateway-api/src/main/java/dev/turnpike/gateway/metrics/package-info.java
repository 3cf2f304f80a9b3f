/**
 * What the gateway counts, for Prometheus on the management port. Every metric of ours is named in
 * docs/metrics.md; a test compares.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.metrics.CallMeters}.
 */
@NullMarked
package dev.turnpike.gateway.metrics;

import org.jspecify.annotations.NullMarked;
