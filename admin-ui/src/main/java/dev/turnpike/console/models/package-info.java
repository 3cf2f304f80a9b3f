/** The Models pages: list, add, detail with ready snippets, edit. */
@NullMarked
package dev.turnpike.console.models;

import org.jspecify.annotations.NullMarked;
