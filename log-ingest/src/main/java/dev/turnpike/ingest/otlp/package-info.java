/**
 * Traces as OpenTelemetry exporters send them: OTLP over HTTP, in JSON and in protobuf, plain and
 * compressed. Either form becomes {@link dev.turnpike.ingest.otlp.OtlpSpan}s.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.otlp.OtlpRequest}; what the attributes mean is
 * told in {@code convention}, the endpoints are in {@code ingest.traces}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
@NullMarked
package dev.turnpike.ingest.otlp;

import org.jspecify.annotations.NullMarked;
