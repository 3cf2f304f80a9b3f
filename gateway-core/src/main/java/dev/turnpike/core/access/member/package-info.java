/**
 * People who use the console: members with a role, how they sign in, and the sessions that follow.
 *
 * <p>Start reading at {@link Members}, then {@link Sessions}.
 */
@NullMarked
package dev.turnpike.core.access.member;

import org.jspecify.annotations.NullMarked;
