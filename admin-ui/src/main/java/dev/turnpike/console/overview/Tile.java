package dev.turnpike.console.overview;

/**
 * One figure at the head of the page.
 *
 * @param second another value beside it, such as p95; empty for none
 * @param change against the time before, in words; empty when there is nothing to compare with
 * @param spark path of the small line
 * @param href the logs behind it
 */
public record Tile(
    String name, String value, String second, String change, String spark, String href) {}
