/** The application: wiring and configuration; the HTTP sides live in the packages below. */
@NullMarked
package dev.turnpike.gateway;

import org.jspecify.annotations.NullMarked;
