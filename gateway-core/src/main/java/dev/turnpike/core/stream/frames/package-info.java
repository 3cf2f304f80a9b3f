/**
 * How bytes of a provider's stream come apart into events, whatever their framing; here the binary
 * one of AWS, which checks itself.
 *
 * <p>Start reading at {@link dev.turnpike.core.stream.frames.Frames}.
 */
@NullMarked
package dev.turnpike.core.stream.frames;

import org.jspecify.annotations.NullMarked;
