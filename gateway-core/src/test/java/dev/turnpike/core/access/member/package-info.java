/** Tests of members and sessions, and the fakes beside their ports. */
@NullMarked
package dev.turnpike.core.access.member;

import org.jspecify.annotations.NullMarked;
