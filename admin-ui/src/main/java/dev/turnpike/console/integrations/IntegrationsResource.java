package dev.turnpike.console.integrations;

import dev.turnpike.console.shell.Console;
import dev.turnpike.console.shell.Shell;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows the built-in providers, and one with its credentials. */
@Path("/console/integrations")
@Console
@RolesAllowed("viewer")
public class IntegrationsResource {
  private final ConnectedProviders providers;
  private final CurrentModels models;
  private final CurrentMember current;
  private final Shell shell;

  IntegrationsResource(
      ConnectedProviders providers, CurrentModels models, CurrentMember current, Shell shell) {
    this.providers = providers;
    this.models = models;
    this.current = current;
    this.shell = shell;
  }

  @CheckedTemplate(basePath = "integrations")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance list(List<ProviderCard> cards, String q, long connected);

    static native TemplateInstance detail(
        ProviderDescriptor row, List<CredentialRow> credentials, int models, String baseUrl);
  }

  @GET
  public Response list(@RestQuery @DefaultValue("") String q) {
    var cards = providers.cards(org());
    return Shell.ok(
        Templates.list(
            cards.stream().filter(card -> card.matches(q)).toList(),
            q,
            cards.stream().filter(ProviderCard::connected).count()));
  }

  @GET
  @Path("{provider}")
  public Response detail(String provider) {
    return shown(provider)
        .map(
            row ->
                Shell.ok(
                    Templates.detail(
                        row,
                        providers.credentials(org(), row.id()),
                        models.get().of(row).size(),
                        // One that is entered stands beside the credential it belongs to.
                        row.baseUrl().startsWith("{") ? "" : row.baseUrl())))
        .orElseGet(() -> shell.missing(Optional.empty()));
  }

  /** A row that has a page here; custom providers have pages of their own. */
  static Optional<ProviderDescriptor> shown(String provider) {
    return BuiltInProviders.table().find(provider).filter(row -> row.status() != Status.CUSTOM);
  }

  private OrganizationId org() {
    return current.get().organization();
  }
}
