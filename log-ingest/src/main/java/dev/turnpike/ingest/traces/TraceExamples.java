package dev.turnpike.ingest.traces;

/** Examples of the API document. */
final class TraceExamples {
  static final String OTLP =
      """
      {"resourceSpans": [{
        "resource": {"attributes": [
          {"key": "service.name", "value": {"stringValue": "my-service"}}]},
        "scopeSpans": [{"scope": {"name": "my-tracer"}, "spans": [{
          "traceId": "5b8efff798038103d269b633813fc60c",
          "spanId": "eee19b7ec3c1b174",
          "name": "chat my-model",
          "startTimeUnixNano": "1780000000000000000",
          "endTimeUnixNano": "1780000001200000000",
          "attributes": [
            {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
            {"key": "gen_ai.request.model", "value": {"stringValue": "my-model"}},
            {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "9"}},
            {"key": "gen_ai.usage.output_tokens", "value": {"intValue": "6"}}],
          "status": {"code": 1}}]}]}]}\
      """;

  static final String OTLP_TAKEN =
      """
      {"partialSuccess": {"rejectedSpans": 0, "errorMessage": ""}}\
      """;

  static final String LEGACY =
      """
      [{"trace_unique_id": "trace-1", "span_unique_id": "span-1", "span_name": "pipeline"},
       {"trace_unique_id": "trace-1", "span_unique_id": "span-2", "span_parent_id": "span-1",
        "model": "my-model", "input": "Hello!", "output": "Hi."}]\
      """;

  private TraceExamples() {}
}
