/**
 * The content blocks of Anthropic Messages: read into canonical blocks and written from them.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.anthropic.content.AnthropicBlockReader}.
 */
@NullMarked
package dev.turnpike.core.dialect.anthropic.content;

import org.jspecify.annotations.NullMarked;
