package dev.turnpike.console.integrations;

import dev.turnpike.console.shell.Form;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.provider.ProviderDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sheet for adding or editing a credential shows.
 *
 * @param before the credential being edited; absent while one is added
 * @param report the answer to a test asked from the sheet
 */
public record CredentialSheet(
    ProviderDescriptor row,
    @Nullable Integration before,
    Form form,
    EndpointProbe.@Nullable Report report) {

  /** Where the form goes: a new credential's, or the edited one's. */
  public String action() {
    return before == null ? place() : place() + "/" + before.id();
  }

  /** The provider's page. */
  public String place() {
    return "/console/integrations/" + row.id();
  }

  /** Whether its provider has a free request to test a credential with. */
  public boolean testable() {
    return !row.paths().isEmpty();
  }

  public List<Line> lines() {
    return row.fields().stream().map(this::line).toList();
  }

  private Line line(CredentialField field) {
    var hint =
        before == null
            ? CredentialHint.NONE
            : before.secrets().getOrDefault(field.name(), CredentialHint.NONE);
    var name = CredentialFields.PREFIX + field.name();
    // A service account's key is a document of many lines, which a password field would join.
    boolean document = field.secret() && field.label().contains("JSON");
    return new Line(name, field, document, hint, form.value(name), form.messages(name));
  }

  /**
   * Something to enter.
   *
   * @param stored what is told of a secret that is kept
   * @param typed shown for what is no secret alone
   */
  public record Line(
      String name,
      CredentialField field,
      boolean document,
      CredentialHint stored,
      String typed,
      List<String> messages) {
    public Line {
      messages = List.copyOf(messages);
    }

    /** What an empty field means. */
    public String placeholder() {
      if (stored.set()) {
        var last4 = stored.last4();
        return last4 == null
            ? "Set; leave empty to keep it"
            : "Set, ends in " + last4 + "; leave empty to keep it";
      }
      return field.fallback();
    }

    /** Whether a secret that nothing else stands in for can be taken away. */
    public boolean removable() {
      return stored.set() && !field.required();
    }
  }
}
