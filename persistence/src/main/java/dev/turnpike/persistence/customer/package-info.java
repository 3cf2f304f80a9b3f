/** Customers as they are read and changed by people; {@code persistence.sum} makes them. */
@NullMarked
package dev.turnpike.persistence.customer;

import org.jspecify.annotations.NullMarked;
