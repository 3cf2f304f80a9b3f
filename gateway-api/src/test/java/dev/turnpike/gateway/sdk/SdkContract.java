package dev.turnpike.gateway.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.corpus.VendorServer;
import dev.turnpike.core.dialect.corpus.VendorServer.Ending;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.gateway.TurnpikeServer;
import dev.turnpike.gateway.sdk.SdkClient.Call;
import dev.turnpike.gateway.sdk.SdkClient.Question;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a vendor's client must hear, whoever serves the model. A subclass brings the client. */
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SdkContract {
  private static final String PICTURE = "iVBORw0KGgo=";
  private static final List<Call> WEATHER =
      List.of(new Call("call_1", "weather", "Paris"), new Call("call_2", "weather", "Rome"));

  /** Whose model, and whether the gateway stands between. */
  record Seat(DialectId provider, boolean direct) {
    @Override
    public String toString() {
      return (direct ? "directly at " : "on ") + provider.wire();
    }
  }

  @TestHTTPResource URI origin;

  private Providers providers;
  private final Map<DialectId, SdkClient> clients = new EnumMap<>(DialectId.class);
  private SdkClient atVendor;

  /** The format that the client speaks. */
  abstract DialectId dialect();

  /** The base URL below the gateway, and below the vendor. */
  abstract String path(boolean direct);

  abstract SdkClient open(String base, String key, String model);

  /** The exception for a refusal with this status, {@code 0} for a stream that is not whole. */
  abstract Class<? extends Exception> raised(int status);

  /** The word for an answer that ended by itself, and for one that ended in calls. */
  abstract String finish(boolean calls);

  @BeforeEach
  void prepare() {
    if (providers == null) {
      providers = new Providers();
      for (var provider : DialectId.ofCallers()) {
        clients.put(provider, at(TurnpikeServer.API_KEY, providers.of(provider).model()));
      }
      var vendor = providers.of(dialect()).upstream().url(path(true)).toString();
      atVendor = open(vendor, VendorServer.KEY, "some-model");
    }
  }

  @AfterAll
  void close() {
    if (providers != null) {
      clients.values().forEach(SdkClient::close);
      atVendor.close();
      providers.close();
    }
  }

  private SdkClient at(String key, String model) {
    return open(origin.resolve(path(false)).toString(), key, model);
  }

  private SdkClient client(Seat seat) {
    return seat.direct() ? atVendor : clients.get(seat.provider());
  }

  private VendorServer server(Seat seat) {
    return providers.of(seat.provider()).server();
  }

  List<Seat> seats() {
    var seats = new ArrayList<Seat>(List.of(new Seat(dialect(), true)));
    DialectId.ofCallers().forEach(provider -> seats.add(new Seat(provider, false)));
    return seats;
  }

  @ParameterizedTest
  @MethodSource("seats")
  void hearsTextAndUsage(Seat seat) {
    server(seat).say(text("Hello, wörld."));

    for (var heard :
        List.of(client(seat).whole(Question.PLAIN), client(seat).streamed(Question.PLAIN))) {
      assertThat(heard)
          .isEqualTo(new SdkClient.Heard("Hello, wörld.", List.of(), finish(false), 10, 5));
    }
  }

  @ParameterizedTest
  @MethodSource("seats")
  void callsToolsAtOnceAndTellsTheirResults(Seat seat) {
    server(seat).say(calls());
    checkCalls(client(seat).whole(Question.WEATHER), seat);
    checkCalls(client(seat).streamed(Question.WEATHER), seat);
    assertThat(server(seat).arrived().tools()).containsExactly("weather[city]");

    server(seat).say(text("Warm."));
    var heard = client(seat).whole(Question.WEATHER.answered(WEATHER));

    assertThat(heard.text()).isEqualTo("Warm.");
    assertThat(server(seat).arrived().results()).hasSize(2);
    assertThat(server(seat).arrived().results().getFirst()).contains("21 degrees in Paris");
    assertThat(server(seat).arrived().results().getLast()).contains("21 degrees in Rome");
  }

  private void checkCalls(SdkClient.Heard heard, Seat seat) {
    assertThat(heard.calls()).as(seat.toString()).isEqualTo(WEATHER);
    assertThat(heard.finish()).isEqualTo(finish(true));
  }

  @ParameterizedTest
  @MethodSource("seats")
  void callsOneTool(Seat seat) {
    var answer = calls();
    answer.withArray("blocks").remove(1);
    server(seat).say(answer);

    assertThat(client(seat).whole(Question.WEATHER).calls()).isEqualTo(WEATHER.subList(0, 1));
    assertThat(client(seat).streamed(Question.WEATHER).calls()).isEqualTo(WEATHER.subList(0, 1));
  }

  @ParameterizedTest
  @MethodSource("seats")
  void fillsInASchema(Seat seat) {
    server(seat).say(text("{\"name\":\"Ada\",\"age\":36}"));

    assertThat(client(seat).structured()).isEqualTo("Ada, 36");
    assertThat(server(seat).arrived().schema()).containsExactly("age", "name");
  }

  @ParameterizedTest
  @MethodSource("seats")
  void showsAPicture(Seat seat) {
    server(seat).say(text("A dot."));

    assertThat(client(seat).whole(Question.about(PICTURE)).text()).isEqualTo("A dot.");
    assertThat(server(seat).arrived().pictures()).containsExactly(PICTURE);
  }

  @ParameterizedTest
  @MethodSource("seats")
  void raisesTheErrorOfEachStatus(Seat seat) {
    for (int status : new int[] {400, 429, 500}) {
      server(seat).refuse(status, "scripted " + status);
      assertThatThrownBy(() -> client(seat).whole(Question.PLAIN))
          .isInstanceOf(raised(status))
          .hasMessageContaining("scripted " + status);
      assertThatThrownBy(() -> client(seat).streamed(Question.PLAIN)).isInstanceOf(raised(status));
    }
    if (!seat.direct()) {
      server(seat).refuse(401, "their own credential");
      assertThatThrownBy(() -> client(seat).whole(Question.PLAIN)).isInstanceOf(raised(424));
    }
  }

  @ParameterizedTest
  @MethodSource("seats")
  void raisesForAWrongKeyAndAnUnknownModel(Seat seat) {
    var model = providers.of(seat.provider()).model();
    try (var stranger =
        seat.direct()
            ? open(providers.of(dialect()).upstream().url(path(true)).toString(), "nobody", "some")
            : at("nobody", model)) {
      assertThatThrownBy(() -> stranger.whole(Question.PLAIN)).isInstanceOf(raised(401));
    }
    try (var lost = at(TurnpikeServer.API_KEY, "none")) {
      assertThatThrownBy(() -> lost.whole(Question.PLAIN))
          .isInstanceOf(raised(404))
          .hasMessageContaining("not available in the model list");
    }
  }

  List<Arguments> brokenStreams() {
    var found = new ArrayList<Arguments>();
    for (var provider : DialectId.ofCallers()) {
      for (var ending : Ending.values()) {
        if (VendorServer.canEnd(provider, ending)) {
          found.add(Arguments.of(new Seat(provider, false), ending));
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("brokenStreams")
  void raisesWhenAStreamIsNotWhole(Seat seat, Ending ending) {
    server(seat).breakOff(text("Some words, more words."), ending);

    assertThatThrownBy(() -> client(seat).streamed(Question.PLAIN)).isInstanceOf(raised(0));
  }

  private static ObjectNode text(String text) {
    var answer = Json.object().put("finish", "STOP");
    answer.putArray("blocks").addObject().put("text", text);
    answer.putObject("usage").put("input", 10).put("output", 5);
    return answer;
  }

  /** Two calls whose fragments come in turns, and only the first of each says whose it is. */
  private static ObjectNode calls() {
    var answer = Json.object().put("finish", "TOOL_USE");
    var blocks = answer.putArray("blocks");
    for (var call : WEATHER) {
      blocks
          .addObject()
          .put("call", call.name())
          .put("id", call.id())
          .putObject("arguments")
          .put("city", call.city());
    }
    answer.putObject("usage").put("input", 10).put("output", 5);
    answer.putArray("wire").add("interleaved");
    return answer;
  }
}
