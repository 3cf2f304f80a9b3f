package dev.turnpike.gateway.management.models;

/** The name of a model, taken from the rest of a path. */
final class ModelPath {

  private ModelPath() {}

  /** Clients end management paths in a slash; no name does. */
  static String name(String rest) {
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }
}
