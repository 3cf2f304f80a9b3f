/**
 * The catalogue of known models, kept up to date from where its owner says.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.catalogue.CatalogueRefresh}.
 */
@NullMarked
package dev.turnpike.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
