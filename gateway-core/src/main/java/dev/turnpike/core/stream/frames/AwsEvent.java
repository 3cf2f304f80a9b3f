package dev.turnpike.core.stream.frames;

import java.util.Map;

/**
 * One message of an AWS event stream.
 *
 * @param headers values as text, whatever their type; binary ones in hexadecimal
 */
public record AwsEvent(Map<String, String> headers, byte[] payload) {
  public AwsEvent {
    headers = Map.copyOf(headers);
  }

  /** The header's value, or empty when there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
