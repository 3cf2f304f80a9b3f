package dev.turnpike.core.provider;

import java.net.URI;
import java.time.LocalDate;

/**
 * Where something in a row comes from.
 *
 * @param what the members of the row it speaks of, such as {@code base_url, auth}
 * @param source a public page
 * @param checked when that page was read
 * @param confirmed whether the page is the vendor's own, or two others agree; else it still has to
 *     be
 */
public record Fact(String what, URI source, LocalDate checked, boolean confirmed) {}
