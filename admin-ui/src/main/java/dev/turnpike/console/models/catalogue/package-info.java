/**
 * The catalogue: every model there is, custom and built-in, to search, filter and compare.
 *
 * <p>Start reading at {@link dev.turnpike.console.models.catalogue.CatalogueResource}.
 */
@NullMarked
package dev.turnpike.console.models.catalogue;

import org.jspecify.annotations.NullMarked;
