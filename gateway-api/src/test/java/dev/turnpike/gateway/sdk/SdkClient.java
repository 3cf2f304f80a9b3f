package dev.turnpike.gateway.sdk;

import dev.turnpike.core.dialect.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every vendor's client can do, in words of ours. One model, one credential. */
interface SdkClient extends AutoCloseable {
  /** One weather tool with one parameter. */
  String TOOL = "weather";

  String PARAMETER = "city";

  /**
   * @param weather whether the model may ask for the weather
   * @param called what it asked for in its first turn; each was answered by {@link Call#degrees}
   * @param picture a PNG in base64 beside the text
   */
  record Question(String text, boolean weather, List<Call> called, @Nullable String picture) {
    static final Question PLAIN = new Question("hi", false, List.of(), null);
    static final Question WEATHER = new Question("How warm?", true, List.of(), null);

    Question answered(List<Call> calls) {
      return new Question(text, weather, calls, picture);
    }

    static Question about(String picture) {
      return new Question("What is it?", false, List.of(), picture);
    }
  }

  /** The model asks for the weather. */
  record Call(String id, String name, String city) {
    String degrees() {
      return "21 degrees in " + city;
    }
  }

  /** An answer; of a stream, with all its text put together. */
  record Heard(String text, List<Call> calls, String finish, long input, long output) {}

  /** What the model is made to fill in. */
  class Person {
    public String name = "";
    public int age;
  }

  Heard whole(Question question);

  Heard streamed(Question question);

  /** Asks for a {@link Person}; answers name and age. */
  String structured();

  @Override
  void close();

  /** The city in arguments that a client leaves as text. */
  static String city(String arguments) {
    var object = Json.objectOrNull(arguments);
    if (object == null) {
      throw new AssertionError("arguments are no object: " + arguments);
    }
    return Json.text(object, PARAMETER);
  }
}
