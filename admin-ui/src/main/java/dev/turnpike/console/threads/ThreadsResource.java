package dev.turnpike.console.threads;

import dev.turnpike.console.shell.Address;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.trace.ThreadQuery;
import dev.turnpike.core.trace.ThreadStore;
import dev.turnpike.core.trace.ThreadSummary;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Threads, the last spoken in first, and one as a conversation. */
@Path("/console/threads")
@Console
@RolesAllowed("viewer")
public class ThreadsResource {
  private static final int PAGE = 50;

  /** Calls of one page of a conversation; each is read with its bodies. */
  private static final int CALLS = 30;

  private static final int FURTHEST = 3_000;

  private final ThreadStore threads;
  private final SpanStore spans;
  private final CurrentMember current;
  private final Shell shell;

  ThreadsResource(ThreadStore threads, SpanStore spans, CurrentMember current, Shell shell) {
    this.threads = threads;
    this.spans = spans;
    this.current = current;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "threads")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(ThreadPage page);

    static native TemplateInstance detail(
        ThreadSummary thread, ThreadTalk talk, String earlier, String later);
  }

  /**
   * @param q a thread's whole name
   * @param before last arrival of the last thread seen, for the page of older ones
   * @param after name of that thread
   */
  @GET
  public Response list(
      @RestQuery @DefaultValue("") String q,
      @RestQuery @DefaultValue("") String customer,
      @RestQuery @DefaultValue("") String before,
      @RestQuery @DefaultValue("") String after) {
    var conditions = new ArrayList<Condition>();
    add(conditions, "thread_identifier", q.strip());
    add(conditions, "customer_identifier", customer.strip());
    var from = instant(before);
    var position = from == null ? null : new ThreadQuery.Position(from, after);
    var found =
        threads.find(new ThreadQuery(org(), null, null, null, conditions, position, 0, PAGE + 1));
    var more = found.size() > PAGE;
    return Shell.ok(
        Templates.list(
            new ThreadPage(
                q.strip(),
                customer.strip(),
                more ? found.subList(0, PAGE) : found,
                position == null,
                more)));
  }

  private static void add(List<Condition> all, String field, String value) {
    if (!value.isEmpty()) {
      all.add(new Condition(field, Operator.ANY, List.of(value)));
    }
  }

  /**
   * @param skip calls passed over, from the beginning of the conversation
   */
  @GET
  @Path("thread")
  public Response detail(
      @RestQuery @DefaultValue("") String id,
      @RestQuery @DefaultValue("") String environment,
      @RestQuery @DefaultValue("0") int skip) {
    var from = Math.clamp(skip, 0, FURTHEST);
    return find(id, environment)
        .map(
            thread -> {
              var calls = calls(thread, from);
              var more = calls.size() > CALLS;
              var talk = ThreadTalk.of(withBodies(more ? calls.subList(0, CALLS) : calls));
              var earlier = from == 0 ? "" : address(thread, Math.max(0, from - CALLS));
              return Shell.ok(
                  Templates.detail(
                      thread, talk, earlier, more ? address(thread, from + CALLS) : ""));
            })
        .orElseGet(() -> shell.missing(Optional.of("There is no thread of this name.")));
  }

  private static String address(ThreadSummary thread, int skip) {
    return Address.of("/console/threads/thread")
        .with("id", thread.identifier())
        .with("environment", thread.environment().wire())
        .with("skip", Integer.toString(skip))
        .toString();
  }

  private Optional<ThreadSummary> find(String id, String environment) {
    var asked =
        Arrays.stream(Environment.values()).filter(e -> e.wire().equals(environment)).findFirst();
    var conditions = new ArrayList<Condition>();
    conditions.add(new Condition("thread_identifier", Operator.ANY, List.of(id)));
    return threads
        .find(new ThreadQuery(org(), asked.orElse(null), null, null, conditions, null, 0, 1))
        .stream()
        .findFirst();
  }

  private List<Span> calls(ThreadSummary thread, int skip) {
    return spans.find(
        new SpanQuery(
            org(),
            thread.firstArrival(),
            null,
            List.of(
                new Condition("thread_identifier", Operator.ANY, List.of(thread.identifier())),
                new Condition("environment", Operator.ANY, List.of(thread.environment().wire()))),
            "id",
            false,
            null,
            skip,
            CALLS + 1));
  }

  private List<Span> withBodies(List<Span> calls) {
    return calls.stream().flatMap(c -> spans.find(org(), c.id()).stream()).toList();
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
