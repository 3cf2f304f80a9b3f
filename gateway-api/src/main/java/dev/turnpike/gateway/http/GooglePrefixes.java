package dev.turnpike.gateway.http;

import java.util.ArrayList;
import java.util.List;

/** Where Google's clients look for its API, by the base URL they are given. */
final class GooglePrefixes {
  private GooglePrefixes() {}

  /** This path behind all of them. */
  static List<String> with(String path) {
    var paths = new ArrayList<String>();
    for (var kind : new String[] {"/gemini", "/vertexai", ""}) {
      for (var version : new String[] {"/v1beta", "/v1", ""}) {
        paths.add("/api/google" + kind + version + path);
      }
    }
    paths.add("/v1beta" + path);
    return List.copyOf(paths);
  }
}
