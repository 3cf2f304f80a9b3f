/**
 * What is publicly known of built-in providers' models: prices with their history, windows,
 * capabilities, ends. Read from a bundled file, or from a newer one its owner gives.
 *
 * <p>Start reading at {@link dev.turnpike.core.known.KnownModels}; {@code scripts/known-models}
 * makes the file.
 */
@NullMarked
package dev.turnpike.core.known;

import org.jspecify.annotations.NullMarked;
