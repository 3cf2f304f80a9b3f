/** Credentials of built-in providers in tables, for {@code dev.turnpike.core.integration}. */
@NullMarked
package dev.turnpike.persistence.integration;

import org.jspecify.annotations.NullMarked;
