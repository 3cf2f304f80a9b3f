package dev.turnpike.gateway.egress.seldom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.turnpike.core.catalog.EndpointProbe;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.upstream.call.CallAuthorizer;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.gateway.egress.CappedBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint for its models: {@code GET <base>/models}. */
@ApplicationScoped
class HttpEndpointProbe implements EndpointProbe {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration MOST = Duration.ofSeconds(10);

  /** Some thousands of models, each with a description. */
  private static final int LONGEST = 16 << 20;

  private final SeldomCalls calls;
  private final CallAuthorizer authorizer;

  HttpEndpointProbe(SeldomCalls calls, CallAuthorizer authorizer) {
    this.calls = calls;
    this.authorizer = authorizer;
  }

  @Override
  public Report probe(Target target) {
    long start = System.nanoTime();
    try {
      return answered(target, calls.await(proved(target), LONGEST, MOST), since(start));
    } catch (TimeoutException e) {
      return ProbeReports.silent(since(start));
    } catch (ExecutionException e) {
      return e.getCause() instanceof TimeoutException
          ? ProbeReports.silent(since(start))
          : ProbeReports.failed(target.baseUrl(), e.getCause(), since(start));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProbeReports.silent(since(start));
    }
  }

  /** The call with what proves its sender, which may have to be fetched first. */
  private SeldomCalls.Call proved(Target target)
      throws ExecutionException, InterruptedException, TimeoutException {
    var call = call(target);
    var provider = target.proved();
    if (provider == null) {
      return call;
    }
    var body = call.body() == null ? new byte[0] : call.body().getBytes();
    var bare =
        new UpstreamCall(
            provider,
            call.method().name(),
            call.base(),
            call.target(),
            call.headers(),
            body,
            false);
    var shown =
        authorizer
            .authorize(bare, target.auth(), target.credential())
            .toCompletableFuture()
            .get(MOST.toMillis(), TimeUnit.MILLISECONDS);
    return new SeldomCalls.Call(
        call.method(), call.base(), call.target(), shown.headers(), call.body(), call.caPem());
  }

  private static SeldomCalls.Call call(Target target) {
    var headers = EndpointHeaders.of("application/json", target.auth(), target.credential());
    if (target.auth() == AuthScheme.X_API_KEY) {
      headers.add(Map.entry("anthropic-version", "2023-06-01"));
    }
    if (target.empty()) {
      headers.add(Map.entry("content-type", "application/json"));
    }
    return new SeldomCalls.Call(
        target.empty() ? HttpMethod.POST : HttpMethod.GET,
        target.baseUrl(),
        EndpointHeaders.below(target.baseUrl(), target.path()),
        headers,
        target.empty() ? Buffer.buffer("{}") : null,
        target.caPem());
  }

  private static Report answered(Target target, CappedBody.Whole reply, Duration took) {
    int status = reply.head().statusCode();
    if (target.empty() && (status == 400 || status == 404 || status == 422)) {
      return new Report(true, status, took, List.of(), null, null);
    }
    if (status < 200 || status > 299) {
      return ProbeReports.refused(target.baseUrl(), status, took);
    }
    try {
      var names = names(JSON.readTree(new String(reply.body(), StandardCharsets.UTF_8)));
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
