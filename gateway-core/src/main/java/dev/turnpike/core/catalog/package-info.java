/**
 * What can be called: providers (custom and built-in alike), models, and the deployment that joins
 * them.
 *
 * <p>Start reading at {@link Provider} and {@link Model}; {@link Providers} and {@link Models} are
 * the use cases behind the API and the console.
 */
@NullMarked
package dev.turnpike.core.catalog;

import org.jspecify.annotations.NullMarked;
