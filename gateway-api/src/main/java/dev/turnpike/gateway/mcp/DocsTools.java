package dev.turnpike.gateway.mcp;

import dev.turnpike.docs.site.PlainTexts;
import dev.turnpike.docs.site.Search;
import dev.turnpike.docs.site.Site;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the documentation's server can be asked. Each tool answers one block of text. */
@Singleton
final class DocsTools {
  /**
   * Where the reader came by is kept in the context under this name, as {@code scheme://host:port}.
   */
  static final String ORIGIN = "origin";

  private static final int FEW = 10;
  private static final int MOST = 50;

  static final McpSchema.Tool SEARCH =
      McpSchema.Tool.builder()
          .name("search_docs")
          .description(
              "Search the Turnpike documentation: custom providers, models, SDKs, logging, settings."
                  + " Answers titles, addresses and descriptions; read a page with get_page.")
          .inputSchema(
              Map.of(
                  "type", "object",
                  "properties",
                      Map.of(
                          "query", Map.of("type", "string", "description", "Words to look for"),
                          "max_results",
                              Map.of(
                                  "type", "number",
                                  "description", "How many pages to name at most",
                                  "default", FEW)),
                  "required", java.util.List.of("query")))
          .build();

  static final McpSchema.Tool GET_PAGE =
      McpSchema.Tool.builder()
          .name("get_page")
          .description("Read one page of the Turnpike documentation as markdown.")
          .inputSchema(
              Map.of(
                  "type", "object",
                  "properties",
                      Map.of(
                          "path",
                          Map.of(
                              "type", "string",
                              "description", "Path or address from search_docs: custom-providers")),
                  "required", java.util.List.of("path")))
          .build();

  private final Site site;
  private final Search search;

  DocsTools(Site site, Search search) {
    this.site = site;
    this.search = search;
  }

  CallToolResult search(McpTransportContext context, CallToolRequest request) {
    var query = text(request, "query");
    if (query.isEmpty()) {
      return failed("query is required: the words to look for");
    }
    var most = request.arguments().get("max_results") instanceof Number n ? n.intValue() : FEW;
    var hits = search.find(query.get(), Math.clamp(most, 1, MOST));
    if (hits.isEmpty()) {
      return said("No results found for \"" + query.get() + "\". Try fewer or other words.");
    }
    var origin = context.get(ORIGIN);
    return said(
        hits.stream()
            .map(
                hit ->
                    hit.page().title()
                        + "\n"
                        + origin
                        + "/docs/"
                        + hit.page().path()
                        + hit.part().map(part -> "#" + part.anchor()).orElse("")
                        + "\n"
                        + hit.page().description())
            .collect(
                Collectors.joining(
                    "\n\n",
                    "Found " + hits.size() + (hits.size() == 1 ? " result" : " results") + "\n\n",
                    "")));
  }

  CallToolResult page(McpTransportContext context, CallToolRequest request) {
    var path = text(request, "path");
    if (path.isEmpty()) {
      return failed("path is required: the path or address of a page");
    }
    var wanted =
        path.get()
            .replaceFirst("^https?://[^/]+", "")
            .replaceFirst("^/?docs/", "")
            .replaceFirst("#.*$", "")
            .replaceFirst("\\.md$", "")
            .replaceFirst("^/|/$", "");
    return site.page(wanted)
        .map(page -> said(new PlainTexts(site, String.valueOf(context.get(ORIGIN))).page(page)))
        .orElseGet(
            () -> failed("There is no page " + path.get() + "; search_docs names those there are"));
  }

  private static Optional<String> text(CallToolRequest request, String name) {
    return request.arguments() != null
            && request.arguments().get(name) instanceof String text
            && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  private static CallToolResult said(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  private static CallToolResult failed(String text) {
    return CallToolResult.builder().addTextContent(text).isError(true).build();
  }
}
