package dev.turnpike.core.exchange;

import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.body.GatewayParams;
import dev.turnpike.core.body.form.FormBody;
import dev.turnpike.core.body.form.FormScan;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.passage.Passage;
import dev.turnpike.core.naming.Named;
import dev.turnpike.core.naming.Wishes;
import dev.turnpike.core.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the gateway: what is known of it so far. Stages add to it in
 * order; asking for what a later stage finds is a mistake. Not thread-safe: it stays on its event
 * loop.
 */
public final class Exchange {
  private final Ingress ingress;
  private final byte[] body;
  private final long receivedNanos;
  private final List<Span.Attempt> attempts = new ArrayList<>(1);
  private GatewayParams params = GatewayParams.NONE;
  private @Nullable ChatRequest request;
  private @Nullable FormBody form;
  private @Nullable Deployment deployment;
  private Named.@Nullable Found found;
  private Wishes wishes = Wishes.NONE;
  private @Nullable String catalogue;
  private @Nullable Passage passage;
  private byte @Nullable [] answer;
  private boolean admitted;

  /**
   * @param body the whole request body; empty when it was not read
   * @param receivedNanos when its last byte came, on the monotonic clock
   */
  public Exchange(Ingress ingress, byte[] body, long receivedNanos) {
    this.ingress = ingress;
    this.body = body;
    this.receivedNanos = receivedNanos;
  }

  public Ingress ingress() {
    return ingress;
  }

  public byte[] body() {
    return body;
  }

  public long receivedNanos() {
    return receivedNanos;
  }

  public GatewayParams params() {
    return params;
  }

  /**
   * How much of its texts is logged. A request whose parameters could not be read is as private as
   * its key alone.
   */
  public LogPrivacy privacy() {
    return ingress.key().privacy().stricter(params.privacy());
  }

  void params(GatewayParams read) {
    params = read;
  }

  /** What was asked; absent when it could not be read. */
  public @Nullable ChatRequest readRequest() {
    return request;
  }

  /** What was asked. */
  public ChatRequest request() {
    return Objects.requireNonNull(request, "not read yet");
  }

  void request(ChatRequest read) {
    request = read;
  }

  /** The body's parts where it is a form; absent where it is JSON. */
  public @Nullable FormBody form() {
    return form;
  }

  void form(FormBody read) {
    form = read;
  }

  /** The request as its log row shows it: files of a form are told by name and size. */
  byte[] loggedBody() {
    if (form != null && request != null) {
      return request.body().bytes();
    }
    return FormScan.isForm(ingress.header().apply("content-type")) ? new byte[0] : body;
  }

  /** Where it goes; absent when it was refused before that was known. */
  public @Nullable Deployment foundDeployment() {
    return deployment;
  }

  public Deployment deployment() {
    return Objects.requireNonNull(deployment, "not resolved yet");
  }

  void deployment(Deployment found) {
    deployment = found;
  }

  void found(Named.Found named) {
    deployment = named.deployment();
    found = named;
  }

  /** By which credential it goes; absent where the provider is a custom one named in the path. */
  Named.@Nullable Found named() {
    return found;
  }

  /** Which catalogue of prices its cost rests on; absent where it is not one. */
  @Nullable String catalogue() {
    return catalogue;
  }

  void catalogue(String version) {
    catalogue = version;
  }

  /** What the call asked for besides its model. */
  Wishes wishes() {
    return wishes;
  }

  void wishes(Wishes read) {
    wishes = read;
  }

  public @Nullable Passage madePassage() {
    return passage;
  }

  public Passage passage() {
    return Objects.requireNonNull(passage, "not translated yet");
  }

  void passage(Passage made) {
    passage = made;
  }

  /** The answer, where the gateway itself knows it; absent when a provider is to be asked. */
  public byte @Nullable [] knownAnswer() {
    return answer;
  }

  void answer(byte[] known) {
    answer = known;
  }

  /** Whether it was counted against its key's limits. */
  boolean isAdmitted() {
    return admitted;
  }

  void admitted() {
    admitted = true;
  }

  /** Notes an upstream call that has ended. */
  public void attempted(Span.Attempt attempt) {
    attempts.add(attempt);
  }

  public List<Span.Attempt> attempts() {
    return attempts;
  }
}
