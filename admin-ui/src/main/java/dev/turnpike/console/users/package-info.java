/**
 * The Users pages: the callers' own customers with what they cost, and one of them with its budget.
 *
 * <p>Start reading at {@link UsersResource}.
 */
@NullMarked
package dev.turnpike.console.users;

import org.jspecify.annotations.NullMarked;
