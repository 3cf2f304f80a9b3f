/** What could not be stored, kept aside in files until somebody sends it again. */
@NullMarked
package dev.turnpike.ingest.quarantine;

import org.jspecify.annotations.NullMarked;
