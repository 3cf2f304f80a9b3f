package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;

import dev.turnpike.gateway.TurnpikeServer;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A browser without scripts: keeps cookies, sends forms with the token of the page they are on. */
final class Visitor {
  private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Nobody yet. */
  static Visitor stranger() {
    return new Visitor();
  }

  static Visitor owner() {
    return member(TurnpikeServer.ADMIN_EMAIL, TurnpikeServer.ADMIN_PASSWORD);
  }

  static Visitor member(String email, String password) {
    var visitor = new Visitor();
    visitor
        .submit("/console/sign-in", Map.of("email", List.of(email), "password", List.of(password)))
        .then()
        .statusCode(303);
    return visitor;
  }

  Response get(String path) {
    return keep(
        given().cookies(cookies).redirects().follow(false).urlEncodingEnabled(false).get(path));
  }

  /** Opens the page of a form and sends the form to the same address. */
  Response submit(String page, Map<String, List<String>> fields) {
    return submit(page, page, fields);
  }

  Response submit(String page, String action, Map<String, List<String>> fields) {
    var token = TOKEN.matcher(get(page).asString());
    if (!token.find()) {
      throw new AssertionError("no form on " + page);
    }
    var all = new LinkedHashMap<String, List<String>>(fields);
    all.put("csrf", List.of(token.group(1)));
    return post(action, all, Map.of());
  }

  /** Sends exactly these fields and headers. */
  Response post(String path, Map<String, List<String>> fields, Map<String, String> headers) {
    var request =
        given()
            .cookies(cookies)
            .headers(headers)
            .redirects()
            .follow(false)
            .urlEncodingEnabled(true)
            .contentType("application/x-www-form-urlencoded; charset=UTF-8");
    fields.forEach((name, values) -> request.formParam(name, values));
    return keep(request.post(path));
  }

  private Response keep(Response response) {
    response
        .getDetailedCookies()
        .forEach(
            c -> {
              if (c.getMaxAge() == 0) {
                cookies.remove(c.getName());
              } else {
                cookies.put(c.getName(), c.getValue());
              }
            });
    return response;
  }
}
