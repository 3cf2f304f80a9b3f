package dev.turnpike.gateway.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.body.BodyScan;
import dev.turnpike.core.body.GatewayParams;
import dev.turnpike.core.portkey.PortkeyConfig;
import java.nio.charset.StandardCharsets;

/** A Portkey config as JSON: what to send instead, and what of it has no equal or no effect. */
final class PortkeyReport {
  private PortkeyReport() {}

  static String of(JsonNode config) {
    var read = PortkeyConfig.read(config);
    var report = JsonNodeFactory.instance.objectNode();
    if (read.model() != null) {
      report.put("model", read.model());
    }
    if (read.provider() != null) {
      report.put("provider", read.provider());
    }
    report.set("respan_params", read.parameters());
    read.unmapped().forEach(report.putArray("not_converted")::add);
    var body = read.parameters().toString().getBytes(StandardCharsets.UTF_8);
    var idle = report.putArray("not_acted_upon");
    if (BodyScan.scan(body) instanceof BodyScan.Result.Scanned(var scanned)) {
      GatewayParams.read(scanned, null).unheeded().forEach(idle::add);
    }
    return report.toPrettyString();
  }
}
