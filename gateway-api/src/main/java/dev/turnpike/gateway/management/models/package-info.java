/**
 * Models over HTTP: {@code /api/models/}, and the same list where OpenAI's clients look for it.
 *
 * <p>Start reading at {@link ModelsResource}; {@link ModelFilter} decides which models a list
 * holds.
 */
@NullMarked
package dev.turnpike.gateway.management.models;

import org.jspecify.annotations.NullMarked;
