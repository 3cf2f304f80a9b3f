/** The management API as its clients meet it: requests from outside, nothing injected. */
@NullMarked
package dev.turnpike.gateway.management;

import org.jspecify.annotations.NullMarked;
