package dev.turnpike.gateway.egress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.provider.AuthScheme;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.codec.BodyCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint for its models: {@code GET <base>/models}. */
@ApplicationScoped
class HttpEndpointProbe implements EndpointProbe {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration MOST = Duration.ofSeconds(10);

  private final Egress egress;
  private final Vertx vertx;

  HttpEndpointProbe(Egress egress, Vertx vertx) {
    this.egress = egress;
    this.vertx = vertx;
  }

  @Override
  public Report probe(Target target) {
    long start = System.nanoTime();
    var context = vertx.getOrCreateContext();
    var answer = new CompletableFuture<HttpResponse<Buffer>>();
    context.runOnContext(
        turn ->
            ask(target)
                .onComplete(
                    done -> {
                      if (done.succeeded()) {
                        answer.complete(done.result());
                      } else {
                        answer.completeExceptionally(done.cause());
                      }
                    }));
    try {
      var reply = answer.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
      return answered(target, reply, since(start));
    } catch (ExecutionException e) {
      return ProbeReports.failed(target.baseUrl(), e.getCause(), since(start));
    } catch (TimeoutException e) {
      return ProbeReports.silent(since(start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProbeReports.silent(since(start));
    }
  }

  private Future<HttpResponse<Buffer>> ask(Target target) {
    var client = egress.newClient(target.caPem());
    return egress
        .addresses(target.baseUrl())
        .compose(addresses -> ask(target, client, addresses, 0))
        .onComplete(done -> client.close());
  }

  private Future<HttpResponse<Buffer>> ask(
      Target target, ProviderClient client, List<SocketAddress> addresses, int index) {
    var headers = new ArrayList<Map.Entry<String, String>>();
    headers.add(Map.entry("accept", "application/json"));
    headers.add(Map.entry("user-agent", "Turnpike"));
    var credential = target.credential();
    var auth = target.auth();
    if (credential.apiKey() != null && auth.showsKey()) {
      headers.add(Map.entry(auth.header(), auth.value(credential.apiKey())));
    }
    if (auth == AuthScheme.X_API_KEY) {
      headers.add(Map.entry("anthropic-version", "2023-06-01"));
    }
    if (target.empty()) {
      headers.add(Map.entry("content-type", "application/json"));
    }
    credential.headers().forEach((name, value) -> headers.add(Map.entry(name, value)));
    var base = target.baseUrl().getRawPath();
    var path = (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target.path();
    var request =
        Egress.request(
            target.empty() ? HttpMethod.POST : HttpMethod.GET,
            target.baseUrl(),
            path,
            addresses.get(index),
            headers);
    return client
        .exchange(request, target.empty() ? Buffer.buffer("{}") : null, BodyCodec.buffer())
        .recover(
            failure ->
                index + 1 < addresses.size()
                    ? ask(target, client, addresses, index + 1)
                    : Future.failedFuture(failure));
  }

  private static Report answered(Target target, HttpResponse<Buffer> reply, Duration took) {
    int status = reply.statusCode();
    if (target.empty() && (status == 400 || status == 404 || status == 422)) {
      return new Report(true, status, took, List.of(), null, null);
    }
    if (status < 200 || status > 299) {
      return ProbeReports.refused(target.baseUrl(), status, took);
    }
    try {
      var body = reply.body() == null ? "" : reply.body().toString();
      var names = names(JSON.readTree(body));
      return names == null
          ? ProbeReports.notModels(target.baseUrl(), status, took)
          : new Report(true, status, took, names, null, null);
    } catch (JsonProcessingException e) {
      return ProbeReports.notModels(target.baseUrl(), status, took);
    }
  }

  /** OpenAI's {@code data}, Ollama's and Google's {@code models}, or a bare list. */
  private static @Nullable List<String> names(JsonNode body) {
    var list =
        body.isArray()
            ? body
            : body.path("data").isArray() ? body.path("data") : body.path("models");
    if (!list.isArray()) {
      return null;
    }
    var names = new ArrayList<String>();
    for (var model : list) {
      var name = model.isTextual() ? model.textValue() : text(model);
      if (!name.isEmpty() && !names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static String text(JsonNode model) {
    for (var field : new String[] {"id", "name", "model"}) {
      var value = model.path(field);
      if (value.isTextual() && !value.textValue().isEmpty()) {
        return value.textValue();
      }
    }
    return "";
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
