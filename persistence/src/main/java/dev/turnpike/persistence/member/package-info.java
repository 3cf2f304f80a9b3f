/** Members and their sessions behind {@code core.access.member}'s ports. */
@NullMarked
package dev.turnpike.persistence.member;

import org.jspecify.annotations.NullMarked;
