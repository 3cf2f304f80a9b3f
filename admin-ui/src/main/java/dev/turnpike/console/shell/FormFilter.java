package dev.turnpike.console.shell;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Reads the form of a console request and refuses it, before anything else looks at it, when it
 * came from another site or without the right token. (Quarkus' own filter is not used: it guards
 * every endpoint of the application, and the API's are not forms.)
 */
@Singleton
class FormFilter {
  private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final FormToken token;
  private final Fields fields;
  private final Shell shell;

  FormFilter(FormToken token, Fields fields, Shell shell) {
    this.token = token;
    this.fields = fields;
    this.shell = shell;
  }

  @Console
  @WithFormRead
  @ServerRequestFilter
  void check(ResteasyReactiveContainerRequestContext request) {
    if (SAFE.contains(request.getMethod())) {
      return;
    }
    if (!sameOrigin(request)) {
      request.abortWith(
          shell.problem(403, "This form was sent from another site, so nothing was done."));
      return;
    }
    fields.fill(read(request));
    var sent = request.getHeaderString("X-CSRF-Token");
    if (!token.matches(sent != null ? sent : fields.exact(FormToken.FIELD))) {
      request.abortWith(
          shell.problem(
              403,
              "This page is out of date, so nothing was done. Go back, reload it and try again."));
    }
  }

  private static boolean sameOrigin(ContainerRequestContext request) {
    var site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    var origin = request.getHeaderString("Origin");
    if (origin == null) {
      return true;
    }
    // Host alone: behind a proxy that ends TLS the scheme seen here is not the browser's.
    var host = request.getHeaderString("Host");
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, List<String>> read(ResteasyReactiveContainerRequestContext request) {
    var type = request.getMediaType();
    if (type == null || !type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
      return Map.of();
    }
    var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
    FormData data = context.getFormData();
    var fields = new LinkedHashMap<String, List<String>>();
    if (data != null) {
      for (String name : data) {
        var values = new ArrayList<String>();
        data.get(name).forEach(v -> values.add(v.getValue()));
        fields.put(name, values);
      }
    }
    return fields;
  }
}
