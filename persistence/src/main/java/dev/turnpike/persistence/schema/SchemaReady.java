package dev.turnpike.persistence.schema;

/**
 * CDI event, fired once after a start: the database answers and has the tables this gateway needs.
 * Normally during start, before the first request; with a database that was down, later and from
 * another thread. First rows are made, and the first snapshot read, by its observers, in the order
 * of their {@code @Priority}.
 */
public record SchemaReady() {}
