package dev.turnpike.ingest.codec;

import static dev.turnpike.ingest.codec.Forms.DECIMAL;
import static dev.turnpike.ingest.codec.Forms.DURATION;
import static dev.turnpike.ingest.codec.Forms.FLAG;
import static dev.turnpike.ingest.codec.Forms.ID;
import static dev.turnpike.ingest.codec.Forms.INT;
import static dev.turnpike.ingest.codec.Forms.LONG;
import static dev.turnpike.ingest.codec.Forms.NODES;
import static dev.turnpike.ingest.codec.Forms.TEXT;
import static dev.turnpike.ingest.codec.Forms.TEXTS;
import static dev.turnpike.ingest.codec.Forms.TIME;
import static dev.turnpike.ingest.codec.Forms.list;
import static dev.turnpike.ingest.codec.Forms.only;
import static dev.turnpike.ingest.codec.Forms.word;
import static dev.turnpike.ingest.codec.RecordForm.member;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Usage;

/** A span and its parts in JSON. Names stay: files of earlier releases are read by them. */
final class SpanForms {
  private SpanForms() {}

  private static final Form<OrganizationId> ORGANIZATION =
      only("value", ID, OrganizationId::value, OrganizationId::new);

  private static final Form<Span.Origin> ORIGIN =
      new RecordForm<>(
          of -> new Span.Origin(of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("method", TEXT, Span.Origin::method),
          member("type", TEXT, Span.Origin::type),
          member("keyId", ID, Span.Origin::keyId),
          member("keyName", TEXT, Span.Origin::keyName),
          member("environment", word(Environment.class), Span.Origin::environment),
          member("bodyHash", TEXT, Span.Origin::bodyHash));

  private static final Form<Span.Place> PLACE =
      new RecordForm<>(
          of -> new Span.Place(of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("traceId", TEXT, Span.Place::traceId),
          member("spanId", TEXT, Span.Place::spanId),
          member("parentId", TEXT, Span.Place::parentId),
          member("name", TEXT, Span.Place::name),
          member("workflowName", TEXT, Span.Place::workflowName),
          member("path", TEXT, Span.Place::path));

  private static final Form<Span.Tags> TAGS =
      new RecordForm<>(
          of ->
              new Span.Tags(
                  of.next(), of.next(), of.next(), of.next(), of.next(), of.next(), of.next(),
                  of.next(), of.next(), of.next()),
          member("customerIdentifier", TEXT, Span.Tags::customerIdentifier),
          member("customerName", TEXT, Span.Tags::customerName),
          member("customerEmail", TEXT, Span.Tags::customerEmail),
          member("threadIdentifier", TEXT, Span.Tags::threadIdentifier),
          member("groupIdentifier", TEXT, Span.Tags::groupIdentifier),
          member("sessionIdentifier", TEXT, Span.Tags::sessionIdentifier),
          member("customIdentifier", TEXT, Span.Tags::customIdentifier),
          member("evaluationIdentifier", TEXT, Span.Tags::evaluationIdentifier),
          member("metadata", TEXTS, Span.Tags::metadata),
          member("properties", NODES, Span.Tags::properties));

  private static final Form<Span.Called> CALLED =
      new RecordForm<>(
          of -> new Span.Called(of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("model", TEXT, Span.Called::model),
          member("providerId", TEXT, Span.Called::providerId),
          member("upstreamModel", TEXT, Span.Called::upstreamModel),
          member("dialect", TEXT, Span.Called::dialect),
          member("providerDialect", TEXT, Span.Called::providerDialect),
          member("stream", FLAG, Span.Called::stream));

  private static final Form<Usage> USAGE =
      new RecordForm<>(
          of ->
              new Usage(
                  of.next(), of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("input", LONG, Usage::input),
          member("cacheRead", LONG, Usage::cacheRead),
          member("cacheWrite", LONG, Usage::cacheWrite),
          member("output", LONG, Usage::output),
          member("reasoning", LONG, Usage::reasoning),
          member("audioInput", LONG, Usage::audioInput),
          member("audioOutput", LONG, Usage::audioOutput));

  private static final Form<Cost> COST =
      new RecordForm<>(
          of -> new Cost(of.next(), of.next()),
          member("usd", DECIMAL, Cost::usd),
          member("basis", word(Cost.Basis.class), Cost::basis));

  private static final Form<Price> PRICE =
      new RecordForm<>(
          of -> new Price(of.next(), of.next(), of.next(), of.next()),
          member("input", DECIMAL, Price::input),
          member("output", DECIMAL, Price::output),
          member("cacheRead", DECIMAL, Price::cacheRead),
          member("cacheWrite", DECIMAL, Price::cacheWrite));

  private static final Form<Span.Metering> METERING =
      new RecordForm<>(
          of -> new Span.Metering(of.next(), of.next(), of.next()),
          member("usage", USAGE, Span.Metering::usage),
          member("cost", COST, Span.Metering::cost),
          member("price", PRICE, Span.Metering::price));

  private static final Form<Span.Timing> TIMING =
      new RecordForm<>(
          of -> new Span.Timing(of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("start", TIME, Span.Timing::start),
          member("end", TIME, Span.Timing::end),
          member("latency", DURATION, Span.Timing::latency),
          member("timeToFirstToken", DURATION, Span.Timing::timeToFirstToken),
          member("overhead", DURATION, Span.Timing::overhead),
          member("tokensPerSecond", DECIMAL, Span.Timing::tokensPerSecond));

  private static final Form<Span.Result> RESULT =
      new RecordForm<>(
          of -> new Span.Result(of.next(), of.next(), of.next(), of.next(), of.next()),
          member("status", word(Span.Status.class), Span.Result::status),
          member("statusCode", INT, Span.Result::statusCode),
          member("errorCode", TEXT, Span.Result::errorCode),
          member("errorMessage", TEXT, Span.Result::errorMessage),
          member("warnings", list(TEXT), Span.Result::warnings));

  private static final Form<Span.Attempt> ATTEMPT =
      new RecordForm<>(
          of -> new Span.Attempt(of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("providerId", TEXT, Span.Attempt::providerId),
          member("upstreamModel", TEXT, Span.Attempt::upstreamModel),
          member("start", TIME, Span.Attempt::start),
          member("took", DURATION, Span.Attempt::took),
          member("statusCode", INT, Span.Attempt::statusCode),
          member("reason", TEXT, Span.Attempt::reason));

  private static final Form<Span.Content> CONTENT =
      new RecordForm<>(
          of ->
              new Span.Content(
                  of.next(), of.next(), of.next(), of.next(), of.next(), of.next(), of.next(),
                  of.next(), of.next()),
          member("request", TEXT, Span.Content::request),
          member("response", TEXT, Span.Content::response),
          member("promptMessages", TEXT, Span.Content::promptMessages),
          member("completionMessage", TEXT, Span.Content::completionMessage),
          member("input", TEXT, Span.Content::input),
          member("output", TEXT, Span.Content::output),
          member("tools", TEXT, Span.Content::tools),
          member("withheld", FLAG, Span.Content::withheld),
          member("privacy", word(LogPrivacy.class), Span.Content::privacy));

  static final Form<Span> SPAN =
      new RecordForm<>(
          of ->
              new Span(
                  of.next(), of.next(), of.next(), of.next(), of.next(), of.next(), of.next(),
                  of.next(), of.next(), of.next(), of.next(), of.next(), of.next()),
          member("id", TEXT, Span::id),
          member("organization", ORGANIZATION, Span::organization),
          member("arrival", TIME, Span::arrival),
          member("origin", ORIGIN, Span::origin),
          member("place", PLACE, Span::place),
          member("tags", TAGS, Span::tags),
          member("called", CALLED, Span::called),
          member("metering", METERING, Span::metering),
          member("timing", TIMING, Span::timing),
          member("result", RESULT, Span::result),
          member("attempts", list(ATTEMPT), Span::attempts),
          member("content", CONTENT, Span::content),
          member("extra", NODES, Span::extra));
}
