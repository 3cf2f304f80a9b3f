package dev.turnpike.console.connect;

import dev.turnpike.console.models.Snippets;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Keys;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.access.stray.Strays;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A key and a model, the code that calls it, and the key's first calls as they arrive. */
@Path("/console/connect")
@Console
@RolesAllowed("viewer")
public class ConnectResource {
  private static final int SHOWN_CALLS = 20;

  private final Models models;
  private final Keys keys;
  private final SpanStore spans;
  private final Strays strays;
  private final CurrentMember current;
  private final Clock clock;
  private final UriInfo uri;

  ConnectResource(
      Models models,
      Keys keys,
      SpanStore spans,
      Strays strays,
      CurrentMember current,
      Clock clock,
      UriInfo uri) {
    this.models = models;
    this.keys = keys;
    this.spans = spans;
    this.strays = strays;
    this.current = current;
    this.clock = clock;
    this.uri = uri;
  }

  /**
   * What the page shows.
   *
   * @param keys those that work, newest first
   * @param key the chosen one; absent when there is none
   * @param model the chosen one; absent when there is none
   * @param since when the page was opened first, in milliseconds since 1970
   */
  @TemplateData
  public record View(
      List<VirtualKey> keys,
      @Nullable VirtualKey key,
      List<Model> models,
      @Nullable Model model,
      @Nullable Snippets snippets,
      long since,
      List<Finding> findings) {

    /** Whether a call has come through. */
    public boolean works() {
      return findings.stream().anyMatch(finding -> !finding.kind().equals("bad"));
    }
  }

  @CheckedTemplate(basePath = "connect")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(View view);

    static native TemplateInstance page$watch(View view);
  }

  @GET
  public Response page(
      @RestQuery @DefaultValue("") String key,
      @RestQuery @DefaultValue("") String model,
      @RestQuery @DefaultValue("") String since) {
    return Shell.ok(Templates.page(view(key, model, since)));
  }

  /** What came since, asked again and again by an open page. */
  @GET
  @Path("watch")
  public Response watch(
      @RestQuery @DefaultValue("") String key,
      @RestQuery @DefaultValue("") String model,
      @RestQuery @DefaultValue("") String since) {
    return Shell.ok(Templates.page$watch(view(key, model, since)));
  }

  private View view(String askedKey, String askedModel, String askedSince) {
    var now = clock.instant();
    var since = since(askedSince, now);
    var working =
        keys.list(org()).stream()
            .filter(key -> key.revokedAt() == null && !key.refusedAt(now))
            .sorted(Comparator.comparing(VirtualKey::createdAt).reversed())
            .toList();
    var key = chosen(working, k -> k.id().toString().equals(askedKey));
    var all = models.list(org());
    var model = chosen(all, m -> m.name().equals(askedModel));
    var base = uri.getBaseUri().resolve("/api/").toString();
    return new View(
        working,
        key,
        all,
        model,
        model == null ? null : new Snippets(base, model.name()),
        since.toEpochMilli(),
        key == null ? List.of() : new Findings(base).of(calls(key, since), strays.since(since)));
  }

  /** The one asked for, else the first; absent when there is none. */
  private static <T> @Nullable T chosen(List<T> all, Predicate<T> asked) {
    for (var one : all) {
      if (asked.test(one)) {
        return one;
      }
    }
    return all.isEmpty() ? null : all.getFirst();
  }

  private List<Span> calls(VirtualKey key, Instant since) {
    var ofKey = new Condition("organization_key_id", Operator.ANY, List.of(key.id().toString()));
    return spans.find(
        new SpanQuery(org(), since, null, List.of(ofKey), "id", true, null, 0, SHOWN_CALLS));
  }

  /** What is no time, or is to come, is now. */
  private static Instant since(String asked, Instant now) {
    try {
      var time = Instant.ofEpochMilli(Long.parseLong(asked));
      return time.isAfter(now) ? now : time;
    } catch (NumberFormatException e) {
      return now;
    }
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
