/**
 * What may be typed about an endpoint: its address, formats, headers, certificates and request
 * defaults. Pure.
 */
@NullMarked
package dev.turnpike.core.catalog.endpoint;

import org.jspecify.annotations.NullMarked;
