/** What is done to bodies before they are stored: reading the conversation, replacing media. */
@NullMarked
package dev.turnpike.ingest.body;

import org.jspecify.annotations.NullMarked;
