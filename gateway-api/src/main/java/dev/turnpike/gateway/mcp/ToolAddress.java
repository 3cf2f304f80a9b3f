package dev.turnpike.gateway.mcp;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;

/**
 * The address that a REST endpoint sees when a tool asks it: the endpoint's own path and the tool's
 * arguments as query parameters. The links to other pages that an endpoint makes of it are good for
 * any client.
 *
 * @param request how the tool's caller came by
 */
record ToolAddress(UriInfo request, String path, MultivaluedMap<String, String> parameters)
    implements UriInfo {

  @Override
  public MultivaluedMap<String, String> getQueryParameters() {
    return parameters;
  }

  @Override
  public MultivaluedMap<String, String> getQueryParameters(boolean decode) {
    return parameters;
  }

  @Override
  public UriBuilder getRequestUriBuilder() {
    var builder = getAbsolutePathBuilder();
    parameters.forEach((name, values) -> builder.queryParam(name, values.toArray()));
    return builder;
  }

  @Override
  public URI getRequestUri() {
    return getRequestUriBuilder().build();
  }

  @Override
  public UriBuilder getAbsolutePathBuilder() {
    return request.getBaseUriBuilder().path(path);
  }

  @Override
  public URI getAbsolutePath() {
    return getAbsolutePathBuilder().build();
  }

  @Override
  public URI getBaseUri() {
    return request.getBaseUri();
  }

  @Override
  public UriBuilder getBaseUriBuilder() {
    return request.getBaseUriBuilder();
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public String getPath(boolean decode) {
    return path;
  }

  @Override
  public List<PathSegment> getPathSegments() {
    return List.of();
  }

  @Override
  public List<PathSegment> getPathSegments(boolean decode) {
    return List.of();
  }

  @Override
  public MultivaluedMap<String, String> getPathParameters() {
    return new MultivaluedHashMap<>();
  }

  @Override
  public MultivaluedMap<String, String> getPathParameters(boolean decode) {
    return new MultivaluedHashMap<>();
  }

  @Override
  public List<String> getMatchedURIs() {
    return List.of();
  }

  @Override
  public List<String> getMatchedURIs(boolean decode) {
    return List.of();
  }

  @Override
  public List<Object> getMatchedResources() {
    return List.of();
  }

  @Override
  public URI resolve(URI uri) {
    return getBaseUri().resolve(uri);
  }

  @Override
  public URI relativize(URI uri) {
    return getBaseUri().relativize(uri);
  }
}
