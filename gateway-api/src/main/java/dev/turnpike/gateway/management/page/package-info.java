/**
 * Paging by number, as the platform's clients do it: they ask for page after page until one is
 * empty.
 */
@NullMarked
package dev.turnpike.gateway.management.page;

import org.jspecify.annotations.NullMarked;
