/**
 * What OpenAI's two chat formats share: usage, errors, schemas, reasoning details.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference">OpenAI API reference</a>
 */
@NullMarked
package dev.turnpike.core.dialect.openai;

import org.jspecify.annotations.NullMarked;
