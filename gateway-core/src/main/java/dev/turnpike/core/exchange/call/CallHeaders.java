package dev.turnpike.core.exchange.call;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.upstream.call.UpstreamHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers of an upstream call: the provider's own, and what its dialect demands besides. */
public final class CallHeaders {
  private static final String VERSION = "anthropic-version";
  private static final String BETA = "anthropic-beta";

  private CallHeaders() {}

  public static List<Map.Entry<String, String>> of(
      Deployment deployment, DialectId dialect, boolean stream, Ingress ingress) {
    var headers =
        new ArrayList<>(UpstreamHeaders.of(deployment, dialect, stream, ingress.header()));
    if (dialect == DialectId.ANTHROPIC_MESSAGES) {
      boolean same = ingress.dialect() == dialect;
      var version = same ? ingress.header().apply(VERSION) : null;
      if (!deployment.provider().profile().quirks().contains(Quirk.CLAUDE_BY_RAW_PREDICT)) {
        add(headers, VERSION, version == null ? "2023-06-01" : version);
      }
      add(headers, BETA, same ? ingress.header().apply(BETA) : null);
    }
    return headers;
  }

  /** What the provider's owner set stands. */
  private static void add(
      List<Map.Entry<String, String>> headers, String name, @Nullable String value) {
    if (value != null && headers.stream().noneMatch(h -> h.getKey().equals(name))) {
      headers.add(Map.entry(name, value));
    }
  }
}
