/**
 * What is asked seldom: tokens, lists of models, trials, files. Each call has connections of its
 * own, for a pool would hold them open for nothing, and bounds of time and size.
 *
 * <p>Start reading at {@link SeldomCalls}.
 */
@NullMarked
package dev.turnpike.gateway.egress.seldom;

import org.jspecify.annotations.NullMarked;
