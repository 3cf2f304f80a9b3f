package dev.turnpike.gateway.management;

import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What every REST answer carries: no cache may keep it, for it may hold a key, and no browser may
 * guess its type or frame it. An endpoint that says otherwise, as the console does, is left as it
 * is.
 */
final class AnswerHeaders {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY");

  @ServerResponseFilter
  void add(ContainerResponseContext answer) {
    var headers = answer.getHeaders();
    HEADERS.forEach((name, value) -> headers.computeIfAbsent(name, absent -> listOf(value)));
  }

  private static List<Object> listOf(String value) {
    return new ArrayList<>(List.of(value));
  }
}
