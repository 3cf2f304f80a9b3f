package dev.turnpike.console.providers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Fields;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.Models;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.Providers;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.trial.Trials;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** <i>Add its models</i>: what the endpoint reports, several at once under their own names. */
@Path("/console/providers/{id}/models")
@Console
@RolesAllowed("editor")
public class EndpointModelsResource {
  private final Providers providers;
  private final Models models;
  private final Trials trials;
  private final Checks checks;
  private final CurrentMember current;
  private final Fields fields;
  private final Shell shell;

  EndpointModelsResource(
      Providers providers,
      Models models,
      Trials trials,
      Checks checks,
      CurrentMember current,
      Fields fields,
      Shell shell) {
    this.providers = providers;
    this.models = models;
    this.trials = trials;
    this.checks = checks;
    this.current = current;
    this.fields = fields;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "providers")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance models(
        Provider provider,
        List<Offer> offers,
        @Nullable Report report,
        @Nullable String problem,
        boolean triable);
  }

  /**
   * A model the endpoint reports.
   *
   * @param takenBy the provider that has a model of this name already; absent when it is free
   */
  public record Offer(String name, @Nullable String takenBy) {}

  @GET
  public Response offers(String id) {
    var found = providers.find(org(), id);
    return found.isEmpty() ? shell.missing(Optional.empty()) : Shell.ok(page(found.get(), null));
  }

  @POST
  public Response add(String id) {
    var found = providers.find(org(), id);
    if (found.isEmpty()) {
      return shell.missing(Optional.empty());
    }
    var names = fields.all("model");
    if (names.isEmpty()) {
      return Shell.invalid(page(found.get(), "Tick at least one model."));
    }
    var added = new ArrayList<String>();
    var problems = new ArrayList<String>();
    for (var name : names) {
      if (models.find(org(), name).isPresent()) {
        problems.add(name + " exists already.");
      } else {
        save(id, name, added, problems);
      }
    }
    if (added.isEmpty()) {
      return Shell.invalid(page(found.get(), String.join(" ", problems)));
    }
    var told =
        (added.size() == 1
                ? "Added " + added.getFirst() + "."
                : "Added " + added.size() + " models.")
            + (problems.isEmpty() ? "" : " " + String.join(" ", problems))
            + (fields.ticked("try") ? tried(id, added.getFirst()) : "");
    return shell.then(
        "/console/models/model?name=" + URLEncoder.encode(added.getFirst(), StandardCharsets.UTF_8),
        told);
  }

  private String tried(String id, String model) {
    var problem = TrialResource.problem(trials.run(org(), id, model));
    return problem == null
        ? " Tried out the endpoint: its page says what it does."
        : " The endpoint could not be tried out. " + problem;
  }

  private void save(String provider, String name, List<String> added, List<String> problems) {
    var wire = JsonNodeFactory.instance.objectNode();
    wire.put("model_name", name).put("custom_provider_id", provider).put("base_model_name", name);
    switch (models.save(org(), wire)) {
      case Outcome.Done<Model> done -> added.add(name);
      case Outcome.Invalid<Model>(var errors) ->
          problems.add(
              name
                  + ": "
                  + errors.byField().values().stream()
                      .flatMap(List::stream)
                      .collect(Collectors.joining(" ")));
      case Outcome.Missing<Model>(var detail) -> problems.add(name + ": " + detail);
      case Outcome.Forbidden<Model>(var detail) -> problems.add(name + ": " + detail);
    }
  }

  private TemplateInstance page(Provider provider, @Nullable String problem) {
    var taken =
        models.list(org()).stream()
            .collect(Collectors.toMap(Model::name, m -> m.provider().value(), (a, b) -> a));
    boolean triable = provider.paths().containsKey(DialectId.OPENAI_CHAT);
    if (providers.test(org(), provider.id().value()) instanceof Outcome.Done<Report> done) {
      var report = done.value();
      checks.note(org(), provider.id().value(), report);
      var offers = report.models().stream().map(n -> new Offer(n, taken.get(n))).toList();
      return Templates.models(provider, offers, report, problem, triable);
    }
    return Templates.models(
        provider,
        List.of(),
        null,
        problem != null ? problem : "The endpoint could not be asked.",
        triable);
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
