package dev.turnpike.core.exchange.passage;

import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.embedding.EmbeddingReply;
import dev.turnpike.core.dialect.canon.embedding.EmbeddingRequest;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.gemini.embedding.GeminiEmbeddings;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiEmbeddings;
import dev.turnpike.core.exchange.call.CallHeaders;
import dev.turnpike.core.exchange.call.ProviderAddress;
import dev.turnpike.core.exchange.call.RelayBody;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.stream.ReplyStream;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.upstream.call.UpstreamCall;
import dev.turnpike.core.usage.Usage;
import java.util.List;
import java.util.Map;

/**
 * Google's embeddings: relayed to a provider that speaks Google's format, else told in OpenAI's
 * words.
 */
public final class EmbeddingPassage implements Passage {
  private final DialectId provider;
  private final GeminiEmbeddings form;
  private final UpstreamCall call;
  private final int texts;
  private final List<String> dropped;

  private EmbeddingPassage(
      DialectId provider,
      GeminiEmbeddings form,
      UpstreamCall call,
      int texts,
      List<String> dropped) {
    this.provider = provider;
    this.form = form;
    this.call = call;
    this.texts = texts;
    this.dropped = dropped;
  }

  /** How Google's body is read here. */
  public static GeminiEmbeddings form(Ingress ingress) {
    return new GeminiEmbeddings(ingress.entrance().operation() == Operation.BATCH_EMBED_CONTENTS);
  }

  /** To a provider of the same format. */
  public static EmbeddingPassage relayed(
      Ingress ingress, ChatRequest request, Deployment deployment) {
    var form = form(ingress);
    var model = deployment.model().upstreamName();
    var operation = ingress.entrance().operation().path().substring(1);
    var dialect = DialectId.GEMINI_GENERATE;
    var call =
        new UpstreamCall(
            deployment.provider(),
            ProviderAddress.of(
                deployment.provider(),
                dialect,
                Map.of("model", model, "operation", operation),
                Map.of()),
            CallHeaders.of(deployment, dialect, false, ingress),
            form.named(RelayBody.plain(ingress.entrance(), request, deployment), model),
            false);
    return new EmbeddingPassage(dialect, form, call, 0, List.of());
  }

  /** To a provider of OpenAI's form. */
  public static EmbeddingPassage translated(
      Ingress ingress, EmbeddingRequest asked, List<String> dropped, Deployment deployment) {
    var dialect = DialectId.OPENAI_CHAT;
    var call =
        new UpstreamCall(
            deployment.provider(),
            ProviderAddress.of(deployment, Operation.EMBEDDINGS),
            CallHeaders.of(deployment, dialect, false, ingress),
            OpenAiEmbeddings.write(asked, deployment.model().upstreamName()),
            false);
    return new EmbeddingPassage(dialect, form(ingress), call, asked.texts().size(), dropped);
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
    throw new IllegalStateException("embeddings are never streamed");
  }

  @Override
  public WholeReply whole(byte[] body, String mediaType) {
    var facts = new StreamFacts();
    if (provider == DialectId.GEMINI_GENERATE) {
      var root = Json.objectOrNull(body);
      if (root == null) {
        return new WholeReply.Bad("Its answer is not a JSON object.");
      }
      var told = GeminiEmbeddings.usage(root);
      if (told != null) {
        facts.usage(told);
      }
      return new WholeReply.Good(body, facts);
    }
    return switch (OpenAiEmbeddings.read(body, texts)) {
      case Conversion.Refused(var refusal) -> new WholeReply.Bad(refusal.message());
      case Conversion.Done(EmbeddingReply reply, var none) -> {
        var tokens = reply.promptTokens();
        if (tokens != null) {
          facts.usage(Usage.ofText(tokens, 0));
        }
        yield new WholeReply.Good(form.write(reply), facts);
      }
    };
  }

  @Override
  public List<String> dropped() {
    return dropped;
  }
}
