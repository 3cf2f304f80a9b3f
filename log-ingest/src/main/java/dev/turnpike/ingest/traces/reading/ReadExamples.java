package dev.turnpike.ingest.traces.reading;

/** Examples of the API document. */
final class ReadExamples {
  static final String FILTERS =
      """
      {"filters": {
        "total_cost": {"operator": "gte", "value": [0.05]},
        "model": {"operator": "", "value": ["my-model"]}
      }}\
      """;

  static final String TRACE =
      """
      {
        "id": "5b8efff798038103d269b633813fc60c",
        "trace_unique_id": "5b8efff798038103d269b633813fc60c",
        "root_span_unique_id": "eee19b7ec3c1b174",
        "name": "pipeline",
        "environment": "prod",
        "start_time": "2026-01-31T12:00:00Z",
        "end_time": "2026-01-31T12:00:01.2Z",
        "duration": 1.2,
        "span_count": 2,
        "llm_call_count": 1,
        "error_count": 0,
        "total_cost": 0.0000123,
        "total_prompt_tokens": 9,
        "total_completion_tokens": 6,
        "total_tokens": 15,
        "span_tree": [{"span_unique_id": "eee19b7ec3c1b174", "span_name": "pipeline",
          "log_type": "workflow", "children": [{"span_name": "chat my-model",
            "log_type": "chat", "model": "my-model", "children": []}]}]
      }\
      """;

  static final String PAGE =
      """
      {"count": 1, "next": null, "previous": null, "results": [
        {"trace_unique_id": "5b8efff798038103d269b633813fc60c", "name": "pipeline",
         "span_count": 2, "total_cost": 0.0000123, "duration": 1.2}]}\
      """;

  static final String SUMMARY =
      """
      {"number_of_traces": 1, "total_cost": 0.0000123, "total_tokens": 15,
       "total_prompt_tokens": 9, "total_completion_tokens": 6, "span_count": 2,
       "llm_call_count": 1, "error_count": 0, "avg_duration": 1.2}\
      """;

  static final String DELETED =
      """
      {"success_count": 1, "error_count": 0, "errors": [], "deleted_count": 1,
       "message": "1 trace was deleted."}\
      """;

  static final String THREADS =
      """
      {"count": 1, "next": null, "previous": null, "results": [
        {"thread_identifier": "talk-1", "environment": "prod", "log_count": 3}]}\
      """;

  private ReadExamples() {}
}
