/**
 * What the gateway knows of built-in models, for anyone: {@code /api/models/public/}, and how a
 * model fared.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.management.catalogue.PublicModelsResource}.
 */
@NullMarked
package dev.turnpike.gateway.management.catalogue;

import org.jspecify.annotations.NullMarked;
