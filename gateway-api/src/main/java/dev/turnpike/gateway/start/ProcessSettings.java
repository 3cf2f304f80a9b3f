package dev.turnpike.gateway.start;

import org.jspecify.annotations.Nullable;

/**
 * Settings as a process gets them: environment variables, or system properties of the same name.
 */
final class ProcessSettings {
  private ProcessSettings() {}

  static @Nullable String find(String name) {
    String property = System.getProperty(name);
    return property != null ? property : System.getenv(name);
  }

  /** A value that the configuration reader takes as it is: it would replace {@code ${…}}. */
  static String literal(String value) {
    return value.replace("\\", "\\\\").replace("${", "\\${");
  }
}
