package dev.turnpike.ingest.traces;

import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.otlp.OtlpAnswer;
import dev.turnpike.ingest.otlp.OtlpBody;
import dev.turnpike.ingest.otlp.OtlpRequest;
import dev.turnpike.ingest.otlp.OtlpRequest.Form;
import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import dev.turnpike.ingest.otlp.OtlpSpan;
import dev.turnpike.ingest.otlp.convention.SpanMapping;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every address for OpenTelemetry exporters does. Spans that cannot be taken are named in the
 * answer, and the others are; a request is refused whole only when it cannot be read, or could not
 * be written.
 */
@Singleton
final class OtlpEndpoint {
  static final String PROTOBUF = "application/x-protobuf";

  /** Enough to see what is wrong; an exporter logs the answer. */
  private static final int MOST_REASONS = 10;

  private static final String NOT_WRITTEN = "The spans could not be written; send them again.";

  private final TraceIntake intake;

  OtlpEndpoint(TraceIntake intake) {
    this.intake = intake;
  }

  /** Blocking. */
  Response take(@Nullable InputStream body, HttpHeaders headers, Principal caller) {
    var form = form(headers.getMediaType());
    try {
      var bytes = OtlpBody.read(body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING));
      var rejected = new ArrayList<String>();
      var spans = spans(OtlpRequest.read(bytes, form), caller, rejected);
      if (!intake.areDurable(spans)) {
        return response(OtlpAnswer.refused(form, 503, NOT_WRITTEN));
      }
      return response(OtlpAnswer.taken(form, rejected.size(), message(rejected)));
    } catch (MalformedRequest e) {
      return response(OtlpAnswer.refused(form, e.status(), String.valueOf(e.getMessage())));
    }
  }

  private List<Span> spans(OtlpRequest request, Principal caller, List<String> rejected) {
    var arrival = intake.arrival();
    var spans = new ArrayList<Span>();
    for (var sent : request.spans()) {
      var fault = sent.fault();
      if (fault.isPresent()) {
        rejected.add(fault.get());
        continue;
      }
      var read =
          intake.read(
              SpanMapping.log(sent), id(sent), SpanMapping.gatewayLogId(sent), caller, arrival);
      if (read instanceof Outcome.Done<Span> done) {
        spans.add(done.value());
      } else {
        rejected.add(sent.where() + ": " + TraceIntake.why(read));
      }
    }
    return spans;
  }

  private static String id(OtlpSpan span) {
    return span.traceId() + "-" + span.spanId();
  }

  private static String message(List<String> rejected) {
    if (rejected.isEmpty()) {
      return "";
    }
    var shown = rejected.subList(0, Math.min(rejected.size(), MOST_REASONS));
    var more = rejected.size() - shown.size();
    return String.join("; ", shown) + (more > 0 ? "; and " + more + " more" : "");
  }

  private static Form form(@Nullable MediaType type) {
    return type != null && type.getSubtype().endsWith("protobuf") ? Form.PROTOBUF : Form.JSON;
  }

  private static Response response(OtlpAnswer answer) {
    var response =
        Response.status(answer.status()).type(answer.contentType()).entity(answer.body());
    return answer.status() == 503
        ? response.header(HttpHeaders.RETRY_AFTER, 2).build()
        : response.build();
  }
}
