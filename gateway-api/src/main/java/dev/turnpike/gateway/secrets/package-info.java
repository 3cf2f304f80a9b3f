/**
 * What must not be readable in a stolen database: provider credentials are sealed, passwords
 * hashed. Start reading at {@link GcmVault}.
 */
@NullMarked
package dev.turnpike.gateway.secrets;

import org.jspecify.annotations.NullMarked;
