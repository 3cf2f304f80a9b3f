/**
 * Credentials for built-in providers: what a user enters to call OpenAI, Groq and the like, several
 * per provider if need be.
 *
 * <p>Start reading at {@link dev.turnpike.core.integration.Integration}; {@link
 * dev.turnpike.core.integration.Integrations} are the use cases behind the API and the console,
 * {@link dev.turnpike.core.integration.Connection} is what the data plane calls by.
 */
@NullMarked
package dev.turnpike.core.integration;

import org.jspecify.annotations.NullMarked;
