package dev.turnpike.ingest.api;

/** Examples of the API document. */
final class LogExamples {
  static final String CHAT =
      """
      {
        "model": "my-model",
        "prompt_messages": [{"role": "user", "content": "Hello!"}],
        "completion_message": {"role": "assistant", "content": "Hello from my provider."},
        "usage": {"prompt_tokens": 9, "completion_tokens": 6},
        "generation_time": 1.2,
        "customer_params": {"customer_identifier": "user_123"}
      }""";

  static final String STORED =
      """
      {
        "id": "0198f2a4-7c1e-7d53-9a60-3f1f0d6c2b11",
        "unique_id": "0198f2a4-7c1e-7d53-9a60-3f1f0d6c2b11",
        "model": "my-model",
        "status": "success",
        "prompt_tokens": 9,
        "completion_tokens": 6,
        "cost": 0.0000123,
        "cost_basis": "computed",
        "latency": 1.2,
        "customer_identifier": "user_123"
      }""";

  static final String BULK =
      """
      {"logs": [{"model": "my-model", "input": "Hello!", "output": "Hi."}]}""";

  static final String FILTERS =
      """
      {"filters": {
        "model": {"operator": "", "value": ["my-model"]},
        "cost": {"operator": "gte", "value": [0.01]},
        "metadata__team": {"operator": "contains", "value": ["search"]}
      }}""";

  private LogExamples() {}
}
