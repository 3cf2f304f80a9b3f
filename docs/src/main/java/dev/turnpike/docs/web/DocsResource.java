package dev.turnpike.docs.web;

import dev.turnpike.docs.html.Markdown;
import dev.turnpike.docs.site.Page;
import dev.turnpike.docs.site.PagePart;
import dev.turnpike.docs.site.PlainTexts;
import dev.turnpike.docs.site.Search;
import dev.turnpike.docs.site.Site;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code /docs/PAGE} is a page, {@code /docs/PAGE.md} its source, {@code /docs/PART/llms.txt} the
 * list of what lies below, {@code /docs/search?q=} what fits some words.
 */
@Path("/docs")
@PermitAll
public class DocsResource {
  private static final int MOST_HITS = 20;
  private static final String LIST = "/llms.txt";

  private final Site site;
  private final Search search;
  private final Markdown markdown = new Markdown();
  private final Map<String, String> rendered = new ConcurrentHashMap<>();

  DocsResource(Site site, Search search) {
    this.site = site;
    this.search = search;
  }

  @CheckedTemplate(basePath = "docs")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(PageView view);

    static native TemplateInstance search(SearchView view);

    static native TemplateInstance search$hits(SearchView view);

    static native TemplateInstance missing(MissingView view);
  }

  /** What every page shows around its content. */
  @TemplateData
  record Frame(Site site, String path, String query) {}

  record PageView(
      Frame frame, Page page, RawString body, List<PagePart> parts, Site.Neighbours around) {}

  record SearchView(Frame frame, List<Search.Hit> hits) {}

  record MissingView(Frame frame, List<Search.Hit> hits) {}

  @GET
  public Response index() {
    return show(site.index());
  }

  @GET
  @Path("search")
  public Response search(
      @QueryParam("q") @DefaultValue("") String query, @QueryParam("part") boolean part) {
    var view = new SearchView(new Frame(site, "search", query), search.find(query, MOST_HITS));
    return Pages.html(part ? Templates.search$hits(view) : Templates.search(view), 200);
  }

  @GET
  @Path("{path:.+}")
  public Response page(@PathParam("path") String path, @Context UriInfo uri) {
    if (path.startsWith("images/")) {
      return SiteWiring.file(path).map(Pages::picture).orElseGet(() -> missing(path));
    }
    if (path.endsWith(LIST) || path.equals("llms.txt")) {
      return list(path, uri).map(Pages::text).orElseGet(() -> missing(path));
    }
    if (path.endsWith(".md")) {
      return source(path.substring(0, path.length() - ".md".length()), uri)
          .map(text -> Pages.text(text, "text/markdown;charset=UTF-8"))
          .orElseGet(() -> missing(path));
    }
    var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return site.page(trimmed).map(page -> show(page)).orElseGet(() -> missing(path));
  }

  private Optional<String> source(String path, UriInfo uri) {
    return site.page(path.equals("index") ? "" : path).map(texts(uri)::page);
  }

  private Optional<String> list(String path, UriInfo uri) {
    return path.equals("llms.txt")
        ? Optional.of(texts(uri).index())
        : texts(uri).below(path.substring(0, path.length() - LIST.length()));
  }

  private PlainTexts texts(UriInfo uri) {
    return new PlainTexts(site, Pages.origin(uri));
  }

  private Response show(Page page) {
    var body = rendered.computeIfAbsent(page.path(), path -> markdown.render(page));
    var parts =
        page.parts().stream().filter(part -> part.level() == 2 || part.level() == 3).toList();
    var frame = new Frame(site, page.path(), "");
    return Pages.html(
        Templates.page(new PageView(frame, page, new RawString(body), parts, site.around(page))),
        200);
  }

  private Response missing(String path) {
    var near = search.find(path.replaceAll("[/._-]", " "), 5);
    return Pages.html(
        Templates.missing(new MissingView(new Frame(site, path, ""), near)),
        Response.Status.NOT_FOUND.getStatusCode());
  }
}
