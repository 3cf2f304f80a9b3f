package dev.turnpike.core.body.form;

import org.jspecify.annotations.Nullable;

/**
 * One part of a form, as byte ranges of the body.
 *
 * @param filename as the caller named the file; absent for a plain field
 * @param type the media type of a file; absent when none was told
 * @param start where the part's delimiter line begins
 * @param valueStart first byte of the value
 * @param valueEnd first byte after the value
 * @param end where the next delimiter line begins
 */
public record FormPart(
    String name,
    @Nullable String filename,
    @Nullable String type,
    int start,
    int valueStart,
    int valueEnd,
    int end) {

  /** Whether it is a file, which no model name or parameter is. */
  public boolean isFile() {
    return filename != null;
  }
}
