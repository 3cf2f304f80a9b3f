package dev.turnpike.console.models.catalogue;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.known.CurrentModels;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestQuery;

/** Searches, filters and compares all models. */
@Path("/console/models")
@Console
@RolesAllowed("viewer")
public class CatalogueResource {
  private static final int PAGE = 100;
  private static final int MOST_COMPARED = 4;

  private final CatalogueRows rows;
  private final CurrentModels known;
  private final CurrentMember current;

  CatalogueResource(CatalogueRows rows, CurrentModels known, CurrentMember current) {
    this.rows = rows;
    this.known = known;
    this.current = current;
  }

  @CheckedTemplate(basePath = "catalogue")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(CataloguePage page, CatalogueFilter filter);

    static native TemplateInstance compare(Comparison comparison);
  }

  /** The address holds all of the filter's state. */
  @GET
  @Path("catalogue")
  public Response list(
      @RestQuery @DefaultValue("") String q,
      @RestQuery @DefaultValue("") String provider,
      @RestQuery @DefaultValue("") String type,
      @RestQuery @DefaultValue("") String can,
      @RestQuery @DefaultValue("") String price,
      @RestQuery @DefaultValue("") String window,
      @RestQuery @DefaultValue("") String only,
      @RestQuery @DefaultValue("name") String sort,
      @RestQuery @DefaultValue("1") int page) {
    var filter = new CatalogueFilter(q, provider, type, can, price, window, only, sort);
    var all = rows.all(org());
    var found = filter.of(all);
    int last = Math.max(1, (found.size() + PAGE - 1) / PAGE);
    int at = Math.clamp(page, 1, last);
    return Shell.ok(
        Templates.list(
            new CataloguePage(
                found.subList((at - 1) * PAGE, Math.min(found.size(), at * PAGE)),
                found.size(),
                all.size(),
                at,
                last,
                (at - 1) * PAGE,
                providers(all),
                all.stream().map(CatalogueRow::type).distinct().sorted().toList(),
                abilities(all),
                known.get().version()),
            filter));
  }

  private static Map<String, String> providers(List<CatalogueRow> all) {
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.forEach(row -> byName.put(row.providerName(), row.provider()));
    return byName;
  }

  private static Map<String, String> abilities(List<CatalogueRow> all) {
    var byWords = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.forEach(row -> row.can().forEach(word -> byWords.put(CatalogueRow.words(word), word)));
    return byWords;
  }

  /** Up to four models side by side; names that mean none are left out. */
  @GET
  @Path("compare")
  public Response compare(@RestQuery List<String> name) {
    var all = rows.all(org());
    return Shell.ok(
        Templates.compare(
            new Comparison(
                name.stream()
                    .distinct()
                    .flatMap(one -> all.stream().filter(row -> row.name().equals(one)).limit(1))
                    .limit(MOST_COMPARED)
                    .toList())));
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
