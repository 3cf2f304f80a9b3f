package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.body.form.FormBody;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.RelayBody;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.exchange.entrance.OwnFields;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation on documents: bytes both ways, and what is billed is noted. */
public final class DocumentPassage implements Passage {
  private static final DialectId DIALECT = DialectId.REDUCTO_PARSE;
  private static final byte[] NOTHING = {};

  private final UpstreamCall call;

  /**
   * @param form the request's parts where it came as a form
   */
  public DocumentPassage(
      Ingress ingress, ChatRequest request, @Nullable FormBody form, Deployment deployment) {
    var entrance = ingress.entrance();
    var provider = deployment.provider();
    var body =
        form != null
            ? form.bytes(OwnFields.of(entrance))
            : request.body().members().isEmpty() && entrance.operation().mayBeBare()
                ? NOTHING
                : RelayBody.plain(entrance, request, deployment);
    this.call =
        new UpstreamCall(
            provider,
            entrance.operation() == Operation.DOCUMENT_JOB ? "GET" : "POST",
            provider.baseUrl(),
            ProviderAddress.below(provider, Objects.requireNonNull(entrance.target())),
            headers(ingress, form, body.length, deployment),
            body,
            false);
  }

  private static List<Map.Entry<String, String>> headers(
      Ingress ingress, @Nullable FormBody form, int length, Deployment deployment) {
    var headers = new ArrayList<>(CallHeaders.of(deployment, DIALECT, false, ingress));
    var type = ingress.header().apply("content-type");
    if (length == 0) {
      headers.removeIf(h -> h.getKey().equals("content-type"));
    } else if (form != null && type != null) {
      // It names the boundary of the parts.
      headers.replaceAll(
          h -> h.getKey().equals("content-type") ? Map.entry("content-type", type) : h);
    }
    return headers;
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public DialectId providerDialect() {
    return DIALECT;
  }

  @Override
  public ReplyStream stream() {
    throw new IllegalStateException("documents are never streamed");
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    if (!mediaType.equals("application/json")) {
      return new WholeReply.Bad("Its answer is not JSON but " + mediaType + ".");
    }
    var facts = new StreamFacts();
    Dialects.ofProvider(DIALECT).billed(body).forEach(facts::billed);
    facts.finished();
    return new WholeReply.Good(body, facts);
  }

  @Override
  public List<String> dropped() {
    return List.of();
  }

  @Override
  public boolean relaysErrors() {
    return true;
  }
}
