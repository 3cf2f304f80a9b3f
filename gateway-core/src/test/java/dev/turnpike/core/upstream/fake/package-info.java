/**
 * Vendors' servers as their documentation describes them, for tests: each refuses a wrong
 * credential, a path it does not serve and a parameter it does not know, in its own words.
 */
@NullMarked
package dev.turnpike.core.upstream.fake;

import org.jspecify.annotations.NullMarked;
