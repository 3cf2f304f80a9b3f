/** The Members page: who may sign in, and what they may do. */
@NullMarked
package dev.turnpike.console.members;

import org.jspecify.annotations.NullMarked;
