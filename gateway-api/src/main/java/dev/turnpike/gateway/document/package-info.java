/**
 * The OpenAPI document: what REST annotations and {@code META-INF/openapi.yaml} say, put together.
 */
@NullMarked
package dev.turnpike.gateway.document;

import org.jspecify.annotations.NullMarked;
