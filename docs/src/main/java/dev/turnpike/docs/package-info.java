/**
 * Documentation, served by the application at {@code /docs}. The sources are the markdown files at
 * the top of this module; {@code index.md} names and orders them.
 *
 * <p>{@code site} reads them, {@code html} renders them, {@code web} serves them.
 */
@NullMarked
package dev.turnpike.docs;

import org.jspecify.annotations.NullMarked;
