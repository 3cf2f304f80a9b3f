/** How the database is reached: its address as users write it, and whether it answers. */
@NullMarked
package dev.turnpike.persistence.connection;

import org.jspecify.annotations.NullMarked;
