package dev.turnpike.console.shell;

import dev.turnpike.core.access.Role;
import dev.turnpike.core.access.member.CurrentMember;
import dev.turnpike.core.access.member.Member;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the frame around a page needs to know, for templates as {@code inject:shell}. */
@RequestScoped
@Named("shell")
public class Shell {
  private final CurrentMember current;
  private final FormToken token;
  private final Toast toast;
  private final Cookies cookies;
  private final HttpHeaders headers;

  Shell(CurrentMember current, FormToken token, Toast toast, Cookies cookies, HttpHeaders headers) {
    this.current = current;
    this.token = token;
    this.toast = toast;
    this.cookies = cookies;
    this.headers = headers;
  }

  @CheckedTemplate(basePath = "shell")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problem(int status, String message);
  }

  /** The member signed in; absent on first run, sign-in and their errors. */
  public @Nullable Member member() {
    return current.find().map(s -> s.member()).orElse(null);
  }

  /** Whether to show what changes things. */
  public boolean mayEdit() {
    return current.find().filter(s -> s.member().is(Role.EDITOR)).isPresent();
  }

  /** Whether to show what only owners may do. */
  public boolean isOwner() {
    return current.find().filter(s -> s.member().is(Role.OWNER)).isPresent();
  }

  public String csrf() {
    return token.value();
  }

  /** The result of the action before, told once. */
  public @Nullable String toast() {
    return toast.take().orElse(null);
  }

  /** {@code light}, {@code dark}, or {@code system} for what the browser prefers. */
  public String theme() {
    return cookies
        .get(ThemeResource.COOKIE)
        .filter(ThemeResource.THEMES::contains)
        .orElse("system");
  }

  /** Whether htmx asks for a part of a page rather than for the page. */
  public boolean wantsPart() {
    return headers.getRequestHeader("HX-Request").contains("true");
  }

  /** Goes on to another page after an action and tells its result there. */
  public Response then(String path, String result) {
    toast.leave(result);
    return Response.seeOther(URI.create(path)).build();
  }

  public static Response ok(TemplateInstance page) {
    return html(200, page.render());
  }

  /** A form again, with what was typed and what is wrong with it. */
  public static Response invalid(TemplateInstance form) {
    return html(422, form.render());
  }

  /** A page that says what went wrong. */
  public Response problem(int status, String message) {
    return html(status, problemPage(status, message));
  }

  /** The page for something that does not exist, or no longer. */
  public Response missing(Optional<String> detail) {
    return problem(
        404, detail.orElse("There is nothing at this address. It may have been deleted."));
  }

  String problemPage(int status, String message) {
    return Templates.problem(status, message).render();
  }

  private static Response html(int status, String text) {
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(text)
        .build();
  }
}
