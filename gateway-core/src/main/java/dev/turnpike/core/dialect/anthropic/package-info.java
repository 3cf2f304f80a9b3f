/**
 * Anthropic Messages, as callers and as providers speak it.
 *
 * <p>Start reading at {@link dev.turnpike.core.dialect.anthropic.AnthropicDialect}.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages API reference</a>
 */
@NullMarked
package dev.turnpike.core.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
