package dev.turnpike.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.gateway.GatewayProcess;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new installation, from the token in its log to its owner's first page. */
@Tag("database")
class FirstRunIT {
  private static final Pattern TOKEN = Pattern.compile("enter the setup token (\\S+)");
  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  @TempDir Path folder;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @Test
  void makesTheFirstOwnerOfWhoeverReadsTheLog() throws Exception {
    var nobody = Map.of("TURNPIKE_ADMIN_EMAIL", "", "TURNPIKE_ADMIN_PASSWORD", "");
    try (var gateway = GatewayProcess.start(folder, nobody)) {
      gateway.await(TOKEN);
      var token = gateway.log().stream().flatMap(l -> found(TOKEN, l)).findFirst().orElseThrow();
      var page = gateway.api().resolve("/console/first-run");

      assertThat(get(gateway.api().resolve("/console/sign-in")).headers().firstValue("Location"))
          .hasValueSatisfying(to -> assertThat(to).endsWith("/console/first-run"));
      assertThat(submit(page, "wrong-token").statusCode()).isEqualTo(422);
      var welcome = submit(page, token);
      assertThat(welcome.statusCode()).isEqualTo(303);
      assertThat(get(gateway.api().resolve("/console/members")).body())
          .contains("first@turnpike.test");
      assertThat(get(page).statusCode()).isEqualTo(303);
    }
  }

  private HttpResponse<String> submit(URI page, String token)
      throws IOException, InterruptedException {
    var form = found(FORM_TOKEN, get(page).body()).findFirst().orElseThrow();
    var fields = new LinkedHashMap<String, String>();
    fields.put("csrf", form);
    fields.put("token", token);
    fields.put("email", "first@turnpike.test");
    fields.put("password", "a long enough password");
    var body =
        fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return browser.send(
        HttpRequest.newBuilder(page)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private static java.util.stream.Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(r -> r.group(1));
  }
}
