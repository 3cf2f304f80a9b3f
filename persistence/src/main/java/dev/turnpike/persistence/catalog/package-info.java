/** Tables of providers and models, behind the stores of {@code dev.turnpike.core.catalog}. */
@NullMarked
package dev.turnpike.persistence.catalog;

import org.jspecify.annotations.NullMarked;
