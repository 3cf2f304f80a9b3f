package dev.turnpike.gateway.relay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.CredentialHint;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.catalog.Provider;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.catalog.ProviderId;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.integration.Secrets;
import dev.turnpike.core.known.KnownModelBook;
import dev.turnpike.core.known.KnownModels;
import dev.turnpike.core.policy.KeyMeters;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.Profile;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.usage.Price;
import dev.turnpike.gateway.access.AccessForTests;
import dev.turnpike.gateway.egress.EgressForTests;
import dev.turnpike.gateway.egress.seldom.SeldomForTests;
import dev.turnpike.gateway.http.DocumentPath;
import dev.turnpike.gateway.http.ModelRoutes;
import dev.turnpike.gateway.metrics.CallMeters;
import dev.turnpike.gateway.telemetry.OwnSpansForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The data plane alone on a Vert.x server of its own, with a catalogue in memory: for tests of what
 * happens between caller and provider, in milliseconds and without a database.
 */
public final class LocalGateway implements AutoCloseable {
  public static final String KEY = "key-of-a-test";

  private static final OrganizationId ORGANIZATION = new OrganizationId(new UUID(0, 1));

  /** One loop: which pooled connection is used must not be a matter of chance. */
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  private final LinkedBlockingQueue<Span> spans = new LinkedBlockingQueue<>();
  private final Map<String, Deployment> deployments = new LinkedHashMap<>();
  private final Map<KeyDigest, VirtualKey> keys = new HashMap<>();
  private final Map<String, List<Connection>> connections = new HashMap<>();
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private volatile boolean stuck;
  private final HttpServer server;

  public LocalGateway() {
    var clock = Clock.systemUTC();
    var plane =
        new DataPlane(
            EgressForTests.egress(vertx),
            SeldomForTests.authorizer(vertx, clock),
            new RelaySettings(
                16 << 20, 1 << 20, 1 << 16, Duration.ofMillis(300), Duration.ofMillis(500)),
            new KeyMeters(),
            new KnownModelBook(KnownModels::bundled, clock),
            ended ->
                ended.forEach(
                    each -> {
                      spans.add(each.span());
                      if (!stuck) {
                        Thread.ofVirtual().start(() -> each.receipt().written(true));
                      }
                    }),
            new CallMeters(new SimpleMeterRegistry()),
            OwnSpansForTests.none(vertx),
            clock);
    var calls = new ModelCalls(plane, () -> snapshot, AccessForTests.authenticator(clock));
    var router = Router.router(vertx);
    for (var path : ModelRoutes.CHAT_COMPLETIONS.paths()) {
      router.post(path).handler(calls::chat);
    }
    for (var path : ModelRoutes.MESSAGES.paths()) {
      router
          .post(path)
          .handler(routing -> calls.serve(routing, Entrance.of(DialectId.ANTHROPIC_MESSAGES)));
    }
    ModelRoutes.OPERATIONS.forEach(
        (operation, route) ->
            route
                .paths()
                .forEach(
                    path ->
                        router
                            .post(path)
                            .handler(r -> calls.serve(r, Entrance.relayed(operation)))));
    ModelRoutes.DOCUMENTS.forEach(
        (operation, route) ->
            router
                .route(
                    HttpMethod.valueOf(route.method()),
                    route.paths().getFirst().replace("{job_id}", ":job_id"))
                .handler(new DocumentPath(calls, operation)));
    router
        .post("/api/:provider/v1/chat/completions")
        .handler(routing -> calls.serve(routing, Entrance.at(routing.pathParam("provider"))));
    for (var dialect : DialectId.ofCallers()) {
      router
          .post("/dialect/" + dialect.wire())
          .handler(routing -> calls.serve(routing, Entrance.of(dialect)));
    }
    for (var operation : List.of(Operation.EMBED_CONTENT, Operation.BATCH_EMBED_CONTENTS)) {
      router
          .post("/google/:model/" + operation.path().substring(1))
          .handler(
              routing ->
                  calls.serve(routing, Entrance.embedding(operation, routing.pathParam("model"))));
    }
    // As in Quarkus, whose handlers get a paused request.
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.pause();
                  router.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    key(KEY, Set.of(Right.CALLS), KeyLimits.NONE, null);
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  /** Lets log rows never be written, as on a stuck disk. */
  void stickLog() {
    stuck = true;
  }

  void key(String secret, Set<Right> rights, KeyLimits limits, Instant revokedAt) {
    var digest = KeyDigest.of(secret);
    keys.put(
        digest,
        new VirtualKey(
            UUID.randomUUID(),
            ORGANIZATION,
            "test",
            "tp_test",
            digest,
            rights,
            Environment.PROD,
            limits,
            Instant.EPOCH,
            revokedAt));
    publish();
  }

  /** A model {@code name} at a provider {@code acme} that is this upstream. */
  void model(String name, String upstreamName, ScriptedUpstream upstream) {
    model(name, upstreamName, upstream.url("/v1"), Duration.ofSeconds(2), Map.of());
  }

  void model(
      String name,
      String upstreamName,
      URI baseUrl,
      Duration timeout,
      Map<String, JsonNode> defaults) {
    model(name, upstreamName, baseUrl, timeout, defaults, DialectId.OPENAI_CHAT);
  }

  /** The same at a provider that speaks this dialect. */
  void model(String name, String upstreamName, ScriptedUpstream upstream, DialectId spoken) {
    model(name, upstreamName, upstream.url("/v1"), Duration.ofSeconds(2), Map.of(), spoken);
  }

  private void model(
      String name,
      String upstreamName,
      URI baseUrl,
      Duration timeout,
      Map<String, JsonNode> defaults,
      DialectId spoken) {
    var provider =
        new Provider(
            ORGANIZATION,
            new ProviderId("acme"),
            "Acme",
            baseUrl,
            Map.of(spoken, spoken.defaultPath()),
            List.of("X-Team"),
            List.of("x-forwarded-by-choice"),
            null,
            timeout,
            defaults,
            Map.of(),
            CredentialHint.NONE,
            Instant.EPOCH,
            Instant.EPOCH);
    var model = model(name, upstreamName, provider.id());
    var credential = new ProviderCredential("sk-stored-credential", Map.of("X-Team", "blue"));
    deployments.put(name, new Deployment(model, provider, credential));
    publish();
  }

  /** A model of the same name at a built-in provider, whose row stands but for the address. */
  void builtIn(
      String model,
      String row,
      URI baseUrl,
      Map<String, String> settings,
      ProviderCredential credential) {
    var described = BuiltInProviders.table().find(row).orElseThrow();
    var paths = new LinkedHashMap<DialectId, String>();
    described
        .paths()
        .forEach(
            (dialect, template) -> {
              var path = template;
              for (var setting : settings.entrySet()) {
                path = path.replace('{' + setting.getKey() + '}', setting.getValue());
              }
              paths.put(dialect, path);
            });
    var provider =
        new Provider(
            ORGANIZATION,
            new ProviderId(row),
            described.name(),
            baseUrl,
            paths,
            List.of(),
            List.of(),
            null,
            Duration.ofSeconds(2),
            Map.of(),
            Map.of(),
            CredentialHint.NONE,
            Instant.EPOCH,
            Instant.EPOCH,
            new Profile(described.auth(), described.quirks(), settings));
    deployments.put(
        model, new Deployment(model(model, model, provider.id()), provider, credential));
    publish();
  }

  private static Model model(String name, String upstreamName, ProviderId provider) {
    return new Model(
        ORGANIZATION,
        name,
        name,
        provider,
        upstreamName,
        ModelType.CHAT,
        new Price(new BigDecimal("1"), new BigDecimal("2"), null, null),
        null,
        Model.Capabilities.TEXT,
        Map.of(),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /**
   * A built-in provider at this upstream, with the path of its row's base URL.
   *
   * @param hidden settings that no one can enter, such as another token endpoint
   */
  public void connect(
      String provider,
      Map<String, String> settings,
      Map<String, String> secrets,
      Map<String, String> hidden,
      ScriptedUpstream at) {
    var row = BuiltInProviders.table().find(provider).orElseThrow();
    var made = Connection.passing(row, ORGANIZATION, settings, new Secrets(secrets)).orElseThrow();
    var moved = with(hidden, made.provider().at(at.url(made.provider().baseUrl().getRawPath())));
    connections.put(
        provider, List.of(new Connection(made.integration(), moved, made.credential())));
    publish();
  }

  private static Provider with(Map<String, String> hidden, Provider p) {
    var settings = new LinkedHashMap<>(p.profile().settings());
    settings.putAll(hidden);
    return p.with(new Profile(p.profile().auth(), p.profile().quirks(), settings));
  }

  private void publish() {
    snapshot =
        new Snapshot(
            1,
            Instant.EPOCH,
            keys,
            Map.of(
                ORGANIZATION,
                new Snapshot.Catalog(deployments, providers(), credentials(), connections)));
  }

  private Map<ProviderId, Provider> providers() {
    var providers = new HashMap<ProviderId, Provider>();
    deployments.values().forEach(d -> providers.put(d.provider().id(), d.provider()));
    return providers;
  }

  private Map<ProviderId, ProviderCredential> credentials() {
    var credentials = new HashMap<ProviderId, ProviderCredential>();
    deployments.values().forEach(d -> credentials.put(d.provider().id(), d.credential()));
    return credentials;
  }

  /** The next log row; fails after five seconds. */
  public Span span() {
    try {
      var span = spans.poll(5, TimeUnit.SECONDS);
      if (span == null) {
        throw new AssertionError("no span within 5 s");
      }
      return span;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  boolean noSpan() {
    return spans.isEmpty();
  }

  public void forgetSpans() {
    spans.clear();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
