/**
 * Tables of organizations and virtual keys, behind the stores of {@code dev.turnpike.core.access}.
 */
@NullMarked
package dev.turnpike.persistence.access;

import org.jspecify.annotations.NullMarked;
