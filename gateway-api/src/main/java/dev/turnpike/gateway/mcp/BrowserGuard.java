package dev.turnpike.gateway.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps web pages of others from talking to these servers through their reader's browser, also by a
 * name that they point to this machine. A client that is no browser sends no origin and passes.
 */
@ApplicationScoped
class BrowserGuard {
  private final McpHosts hosts;

  BrowserGuard(McpHosts hosts) {
    this.hosts = hosts;
  }

  /** Whether the request may be answered; else the sentence that says why not. */
  Optional<String> refusal(HttpHeaders headers) {
    var origin = headers.getHeaderString("Origin");
    if (origin == null) {
      return Optional.empty();
    }
    var host = headers.getHeaderString("Host");
    if (host == null
        || !origin.toLowerCase(Locale.ROOT).endsWith("//" + host.toLowerCase(Locale.ROOT))) {
      return Optional.of("Requests from pages of other origins are not answered");
    }
    var name = Optional.ofNullable(URI.create("http://" + host).getHost()).orElse("");
    return isOwn(name)
        ? Optional.empty()
        : Optional.of(
            "Requests to host " + name + " are not answered; TURNPIKE_MCP_HOSTS can allow it");
  }

  private boolean isOwn(String name) {
    return name.equalsIgnoreCase("localhost")
        || name.startsWith("[")
        || name.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
        || hosts.contain(name);
  }
}
