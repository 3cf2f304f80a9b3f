/**
 * Routes on the Vert.x router: the model endpoints, whose bytes pass without REST in between. Each
 * is described beside its path, and shows in the OpenAPI document like any other.
 *
 * <p>Start reading at {@link ModelRoutes}.
 */
@NullMarked
package dev.turnpike.gateway.http;

import org.jspecify.annotations.NullMarked;
