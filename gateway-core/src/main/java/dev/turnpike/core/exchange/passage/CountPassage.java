package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.contract.stream.TokenEstimator;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.RelayBody;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a provider that speaks the caller's dialect to count the tokens of a prompt. */
public final class CountPassage implements Passage {
  private final DialectId dialect;
  private final UpstreamCall call;

  private final byte @Nullable [] estimate;

  private CountPassage(DialectId dialect, UpstreamCall call, byte @Nullable [] estimate) {
    this.dialect = dialect;
    this.call = call;
    this.estimate = estimate;
  }

  /**
   * @param estimate what is answered where the provider does not count; absent: its refusal
   */
  public static CountPassage of(
      Ingress ingress, ChatRequest request, Deployment deployment, byte @Nullable [] estimate) {
    var dialect = ingress.dialect();
    var target =
        dialect == DialectId.GEMINI_GENERATE
            ? ProviderAddress.of(
                deployment.provider(),
                dialect,
                Map.of("model", deployment.model().upstreamName(), "operation", "countTokens"),
                Map.of())
            : ProviderAddress.of(deployment.provider(), dialect, Map.of(), Map.of())
                + Operation.COUNT_TOKENS.path();
    return new CountPassage(
        dialect,
        new UpstreamCall(
            deployment.provider(),
            target,
            CallHeaders.of(deployment, dialect, false, ingress),
            RelayBody.plain(ingress.entrance(), request, deployment),
            false),
        estimate);
  }

  /** The answer where no provider counts. */
  public static byte[] estimate(
      DialectId dialect, dev.turnpike.core.dialect.canon.request.ChatRequest asked) {
    var name = dialect == DialectId.GEMINI_GENERATE ? "totalTokens" : "input_tokens";
    return Json.writeBytes(Json.object().put(name, TokenEstimator.prompt(asked)));
  }

  @Override
  public UpstreamCall call() {
    return call;
  }

  @Override
  public DialectId providerDialect() {
    return dialect;
  }

  @Override
  public ReplyStream stream() {
    throw new IllegalStateException("a count is never streamed");
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    return Json.objectOrNull(body) == null
        ? new WholeReply.Bad("Its answer is not a JSON object.")
        : new WholeReply.Good(body, new StreamFacts());
  }

  @Override
  public byte @Nullable [] without(int status) {
    return status == 404 || status == 405 || status == 501 ? estimate : null;
  }

  @Override
  public List<String> dropped() {
    return List.of();
  }
}
