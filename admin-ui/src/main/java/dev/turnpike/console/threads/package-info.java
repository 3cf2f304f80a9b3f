/**
 * The Threads pages: conversations, and one of them as it was had.
 *
 * <p>Start reading at {@link ThreadsResource}.
 */
@NullMarked
package dev.turnpike.console.threads;

import org.jspecify.annotations.NullMarked;
