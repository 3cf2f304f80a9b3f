/**
 * Wire formats. Pure: no clock, no threads, no I/O. Dialects do not know one another; they meet in
 * the canonical form.
 *
 * <p>Start reading at {@code contract.Dialect}, then {@code canon} (what a conversation can hold),
 * then one room: {@code openai.chat}, {@code openai.responses}, {@code anthropic}, {@code gemini}.
 * {@code registry} is the one place that knows all rooms.
 */
@NullMarked
package dev.turnpike.core.dialect;

import org.jspecify.annotations.NullMarked;
