package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.Defaults;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.Spoken;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.stream.EventFacts;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.TranslatedStream;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The caller speaks one dialect, the provider another; they meet in the canonical form. */
public final class TranslatedPassage implements Passage {
  private final Ingress ingress;
  private final DialectId provider;
  private final UpstreamCall call;
  private final ReplyContext context;
  private final Set<String> dropped;
  private final @Nullable Errands errands;
  private @Nullable TranslatedStream opened;

  /**
   * @param provider what the provider speaks
   * @param written the request in that dialect
   * @param dropped names of the caller's fields that are not in it
   */
  public TranslatedPassage(
      Ingress ingress,
      Deployment deployment,
      DialectId provider,
      ProviderCall written,
      ReplyContext context,
      List<String> dropped) {
    this.ingress = ingress;
    this.provider = provider;
    this.context = context;
    this.dropped = new LinkedHashSet<>(dropped);
    boolean stream = context.request().stream();
    deployment
        .provider()
        .defaults()
        .forEach(
            (name, value) -> {
              if (!Defaults.isCommon(name) && !written.body().has(name)) {
                written.body().set(name, value);
              }
            });
    this.call =
        new UpstreamCall(
            deployment.provider(),
            ProviderAddress.of(
                deployment.provider(),
                provider,
                pathVariables(deployment, written),
                written.query()),
            headers(deployment, written.headers(), written.raw(), stream),
            written.bytes(),
            stream);
    this.errands =
        Dialects.ofProvider(provider)
            .errand(context.request())
            .map(errand -> new Errands(deployment.provider(), errand, call.headers()))
            .orElse(null);
  }

  @Override
  public Optional<FollowUp> follow(byte[] body) {
    return errands == null ? Optional.empty() : errands.after(body);
  }

  @Override
  public boolean isErrand() {
    return errands != null;
  }

  @Override
  public Optional<UpstreamCall> cancel() {
    return errands == null ? Optional.empty() : errands.cancel();
  }

  private Map<String, String> pathVariables(Deployment deployment, ProviderCall written) {
    var variables = new LinkedHashMap<>(Map.of("model", deployment.model().upstreamName()));
    variables.put("operation", Spoken.operation(provider, context.request().stream()));
    variables.putAll(written.pathVariables());
    return variables;
  }

  private List<Map.Entry<String, String>> headers(
      Deployment deployment,
      Map<String, String> demanded,
      ProviderCall.@Nullable Raw raw,
      boolean stream) {
    var headers = new ArrayList<>(CallHeaders.of(deployment, provider, stream, ingress));
    if (raw != null) {
      headers.removeIf(h -> h.getKey().equals("content-type"));
      headers.add(Map.entry("content-type", raw.contentType()));
    }
    demanded.forEach(
        (name, value) -> {
          if (headers.stream().noneMatch(h -> h.getKey().equals(name))) {
            headers.add(Map.entry(name, value));
          }
        });
    return headers;
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public DialectId providerDialect() {
    return provider;
  }

  @Override
  public ReplyStream stream() {
    opened = new TranslatedStream(provider, ingress.dialect(), ingress.entrance().form(), context);
    return opened;
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    return switch (Dialects.ofProvider(provider).readReply(body, context)) {
      case Conversion.Refused(var refusal) -> new WholeReply.Bad(refusal.message());
      case Conversion.Done(var reply, var unread) ->
          switch (Dialects.of(ingress.dialect()).writeReply(reply, context)) {
            case Conversion.Refused(var refusal) -> new WholeReply.Bad(refusal.message());
            case Conversion.Done(var written, var unsaid) -> {
              dropped.addAll(unread);
              dropped.addAll(unsaid);
              var facts = EventFacts.of(reply);
              Dialects.ofProvider(provider).billed(body).forEach(facts::billed);
              yield new WholeReply.Good(written, facts);
            }
          };
    };
  }

  @Override
  public List<String> dropped() {
    var all = new LinkedHashSet<>(dropped);
    if (opened != null) {
      all.addAll(opened.dropped());
    }
    return List.copyOf(all);
  }
}
