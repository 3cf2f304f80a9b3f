package dev.turnpike.gateway.http;

import dev.turnpike.core.access.Right;
import dev.turnpike.core.exchange.entrance.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reducto's operations on documents, at its own paths below {@code /api/reducto}: its SDKs need no
 * more than that base URL.
 *
 * @see <a href="https://docs.reducto.ai/api-reference/parse">Parse</a> (read 2026-11-23)
 * @see <a href="https://docs.reducto.ai/workflows/async-overview">Jobs</a> (read 2026-11-23)
 */
final class DocumentRoutes {
  private static final String BASE = "/api/reducto";

  private static final String RELAYED =
      " Relayed to Reducto with the stored credential, answers and errors in its own words; the"
          + " gateway's parameters go in `respan_params` or in the header `X-Data-Respan-Params`.";

  private static final String PARSE =
      "{\"input\": \"reducto://8f5c1d2e.pdf\", \"formatting\": {\"table_output_format\": \"md\"},"
          + " \"respan_params\": {\"customer_identifier\": \"user_123\"}}";

  private static final String RESULT =
      "{\"job_id\": \"6c3a9b7e\", \"duration\": 2.4, \"usage\": {\"num_pages\": 2, \"credits\":"
          + " 2.0}, \"result\": {\"type\": \"full\", \"chunks\": [{\"content\": \"# Invoice\","
          + " \"embed\": \"# Invoice\", \"blocks\": []}]}}";

  private DocumentRoutes() {}

  static Map<Operation, GatewayRoute> all() {
    var routes = new LinkedHashMap<Operation, GatewayRoute>();
    routes.put(
        Operation.DOCUMENT_UPLOAD,
        new GatewayRoute(
            "POST",
            List.of(BASE + "/upload"),
            Right.CALLS,
            "uploadDocument",
            "Upload a document to Reducto",
            "The file to be parsed, as the field `file` of a form. Its `file_id` is the input of a"
                + " parse call. Without a body the answer's `presigned_url` takes the file."
                + RELAYED,
            "multipart/form-data",
            "{\"file\": \"(document)\"}",
            "{\"file_id\": \"reducto://8f5c1d2e.pdf\", \"presigned_url\": null}",
            false));
    routes.put(
        Operation.DOCUMENT_PARSE,
        posted(
            "/parse",
            "parseDocument",
            "Parse a document with Reducto",
            "Waits for the result. `input` is the `file_id` of an upload, a URL, or the result of"
                + " an earlier job. The log row tells the pages and credits billed.",
            PARSE,
            RESULT));
    routes.put(
        Operation.DOCUMENT_PARSE_ASYNC,
        posted(
            "/parse_async",
            "startDocumentJob",
            "Start a job that parses a document",
            "Answers at once with the job's id.",
            PARSE,
            "{\"job_id\": \"6c3a9b7e\"}"));
    routes.put(
        Operation.DOCUMENT_JOB,
        new GatewayRoute(
            "GET",
            List.of(BASE + "/job/{job_id}"),
            Right.CALLS,
            "getDocumentJob",
            "How far a job is, and its result",
            "`status` is Pending, Completed, Failed or Idle; a completed job has its `result`. With"
                + " the query parameter `timeout` the answer waits so many seconds for the end."
                + RELAYED,
            "",
            "{\"status\": \"Completed\", \"result\": " + RESULT + "}",
            false));
    routes.put(
        Operation.DOCUMENT_CANCEL,
        posted("/cancel/{job_id}", "cancelDocumentJob", "End a job", "", "", "{}"));
    return routes;
  }

  private static GatewayRoute posted(
      String path, String id, String summary, String description, String request, String answer) {
    return new GatewayRoute(
        "POST",
        List.of(BASE + path),
        Right.CALLS,
        id,
        summary,
        (description + RELAYED).strip(),
        request,
        answer,
        false);
  }
}
