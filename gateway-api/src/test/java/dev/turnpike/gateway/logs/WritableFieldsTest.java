package dev.turnpike.gateway.logs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field that may be written on a log reads back, under its proper name. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class WritableFieldsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "span_unique_id | 's-1' | span_unique_id | 's-1'",
        "trace_unique_id | 't-1' | trace_unique_id | 't-1'",
        "trace_id | 't-2' | trace_unique_id | 't-2'",
        "span_parent_id | 's-0' | span_parent_id | 's-0'",
        "span_name | 'answer' | span_name | 'answer'",
        "span_workflow_name | 'flow' | span_workflow_name | 'flow'",
        "span_path | 'a.b' | span_path | 'a.b'",
        "thread_identifier | 'th' | thread_identifier | 'th'",
        "group_identifier | 'g' | group_identifier | 'g'",
        "custom_identifier | 'c' | custom_identifier | 'c'",
        "customer_identifier | 'u' | customer_identifier | 'u'",
        "customer_email | 'u@example.org' | customer_email | 'u@example.org'",
        "customer_name | 'U' | customer_name | 'U'",
        "customer_params | {'customer_identifier': 'p'} | customer_identifier | 'p'",
        "prompt_id | 'p-1' | prompt_id | 'p-1'",
        "prompt_name | 'greet' | prompt_name | 'greet'",
        "prompt_version_number | 3 | prompt_version_number | 3",
        "log_type | 'embedding' | log_type | 'embedding'",
        "log_method | 'batch' | log_method | 'batch'",
        "input | 'why' | input | 'why'",
        "output | 'a' | output | 'a'",
        "prompt_messages | [{'role': 'user', 'content': 'hi'}] | prompt_messages[0].content | 'hi'",
        "messages | [{'role': 'user', 'content': 'hi'}] | prompt_messages[0].content | 'hi'",
        "completion_message | {'content': 'yes'} | completion_message.content | 'yes'",
        "completion_messages | [{'content': 'yes'}] | completion_message.content | 'yes'",
        "full_request | {'a': 1} | full_request.a | 1",
        "full_response | {'b': 2} | full_response.b | 2",
        "full_request | {'api_key': 'x'} | full_request.api_key | '[removed]'",
        "tools | [{'type': 'function'}] | tools[0].type | 'function'",
        "tool_choice | 'auto' | tool_choice | 'auto'",
        "response_format | {'type': 'json_object'} | response_format.type | 'json_object'",
        "variables | {'v': 'w'} | variables.v | 'w'",
        "provider_id | 'mine' | provider_id | 'mine'",
        "temperature | 0.5 | temperature | 0.5",
        "top_p | 0.5 | top_p | 0.5",
        "max_tokens | 9 | max_tokens | 9",
        "frequency_penalty | 0.5 | frequency_penalty | 0.5",
        "presence_penalty | 0.5 | presence_penalty | 0.5",
        "stop | 'x' | stop | 'x'",
        "n | 2 | n | 2",
        "stream | true | stream | true",
        "logprobs | true | logprobs | true",
        "parallel_tool_calls | false | parallel_tool_calls | false",
        "reasoning_effort | 'low' | reasoning_effort | 'low'",
        "service_tier | 'flex' | service_tier | 'flex'",
        "prompt_tokens | 7 | prompt_tokens | 7",
        "completion_tokens | 8 | completion_tokens | 8",
        "usage | {'prompt_tokens': 7, 'completion_tokens': 8} | total_request_tokens | 15",
        "usage | {'input_tokens': 7, 'cache_read_input_tokens': 3} | prompt_cache_hit_tokens | 3",
        "cost | 0.5 | cost | 0.5",
        "prompt_unit_price | 2 | prompt_unit_price | 2",
        "completion_unit_price | 3 | completion_unit_price | 3",
        "latency | 1.5 | latency | 1.5",
        "generation_time | 1.5 | latency | 1.5",
        "time_to_first_token | 0.5 | time_to_first_token | 0.5",
        "ttft | 0.5 | time_to_first_token | 0.5",
        "tokens_per_second | 12.5 | tokens_per_second | 12.5",
        "start_time | '2026-01-31T12:00:00Z' | start_time | '2026-01-31T12:00:00Z'",
        "timestamp | '2026-01-31T12:00:00Z' | timestamp | '2026-01-31T12:00:00Z'",
        "status | 'error' | status | 'failed'",
        "status | 'pending' | status | 'pending'",
        "status_code | 418 | status_code | 418",
        "error_message | 'boom' | error_message | 'boom'",
        "error_code | 'odd' | error_code | 'odd'",
        "error_class | 'unknown' | error_class | 'unknown'",
        "fault_domain | 'none' | fault_domain | 'none'",
        "warnings | ['w'] | warnings[0] | 'w'",
        "metadata | {'n': 1} | metadata.n | '1'",
        "properties | {'n': 1} | properties.n | 1",
        "positive_feedback | true | positive_feedback | true",
        "note | 'seen' | note | 'seen'",
        "category | 'c' | category | 'c'",
        "scores | {'s': 1} | scores.s | 1",
      })
  void readsBack(String field, String value, String readAs, String expected) throws Exception {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body("{\"model\": \"m\", \"" + field + "\": " + json(value) + "}")
        .post("/api/request-logs/")
        .then()
        .statusCode(201)
        .body(readAs, equalTo(read(json(expected))));
  }

  /** Double quotes would have to be escaped twice in the table. */
  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** Fractions as REST Assured reads them. */
  private static Object read(String json) throws Exception {
    var value = JSON.readValue(json, Object.class);
    return value instanceof Double number ? (Object) number.floatValue() : value;
  }
}
