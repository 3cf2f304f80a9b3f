package dev.turnpike.gateway.relay;

import dev.turnpike.core.body.BodyScan;
import dev.turnpike.core.catalog.Deployment;
import dev.turnpike.core.error.ErrorForm;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.exchange.passage.RefusalReader;
import dev.turnpike.core.upstream.call.UpstreamReply;
import java.nio.charset.StandardCharsets;

/** An error that is told as the provider told it; only our credential is taken out of it. */
record TheirWords(byte[] body) implements ErrorForm {
  static TheirWords of(Deployment deployment, byte[] body) {
    var told = new String(body, StandardCharsets.UTF_8);
    var clean = RefusalReader.withoutSecrets(deployment, told);
    return new TheirWords(clean.equals(told) ? body : clean.getBytes(StandardCharsets.UTF_8));
  }

  /** Pages do not pass: a browser would show them as ours. */
  static boolean canPass(UpstreamReply head, byte[] body) {
    return !head.isPage() && BodyScan.scan(body) instanceof BodyScan.Result.Scanned;
  }

  @Override
  public byte[] body(GatewayError error) {
    return body;
  }

  @Override
  public byte[] event(GatewayError error) {
    throw new IllegalStateException("a provider refuses before its stream, not in it");
  }
}
