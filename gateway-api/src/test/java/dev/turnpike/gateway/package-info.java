/** Black-box tests: the running application, spoken to from outside. */
@NullMarked
package dev.turnpike.gateway;

import org.jspecify.annotations.NullMarked;
