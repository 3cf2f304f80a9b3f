/**
 * Tables: entities, repositories behind the ports of gateway-core, migrations. Nothing else sees
 * SQL.
 */
@NullMarked
package dev.turnpike.persistence;

import org.jspecify.annotations.NullMarked;
