package dev.turnpike.gateway.http;

import dev.turnpike.core.access.Right;
import java.util.List;

/**
 * An operation on the router, and all that its documentation says.
 *
 * @param method HTTP method, upper case
 * @param paths all it is served at, each with and without a slash at the end; the first is the one
 *     that is documented at length
 * @param scope the right a key needs
 * @param operationId stable name of the operation
 * @param requestType the media type of its bodies
 * @param requestExample a JSON body that works; of a form, its fields
 * @param answerExample what comes back
 * @param streams whether it may answer with server-sent events
 */
public record GatewayRoute(
    String method,
    List<String> paths,
    Right scope,
    String operationId,
    String summary,
    String description,
    String requestType,
    String requestExample,
    String answerExample,
    boolean streams) {
  public GatewayRoute {
    paths = List.copyOf(paths);
  }

  /** An operation that takes JSON. */
  public GatewayRoute(
      String method,
      List<String> paths,
      Right scope,
      String operationId,
      String summary,
      String description,
      String requestExample,
      String answerExample,
      boolean streams) {
    this(
        method,
        paths,
        scope,
        operationId,
        summary,
        description,
        "application/json",
        requestExample,
        answerExample,
        streams);
  }

  /**
   * The path as the router takes it. Names of models stand raw in Google's paths, slashes and
   * colons included: from there on everything matches, and who serves it looks closer.
   */
  static String onRouter(String path) {
    int model = path.indexOf("{model}");
    return model >= 0 ? path.substring(0, model) + "*" : path.replaceAll("\\{([a-z_]+)}", ":$1");
  }
}
