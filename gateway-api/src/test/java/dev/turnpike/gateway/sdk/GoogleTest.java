package dev.turnpike.gateway.sdk;

import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import dev.turnpike.core.dialect.DialectId;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class GoogleTest extends SdkContract {
  @Override
  DialectId dialect() {
    return DialectId.GEMINI_GENERATE;
  }

  @Override
  String path(boolean direct) {
    return direct ? "" : "/api/google/gemini";
  }

  @Override
  SdkClient open(String base, String key, String model) {
    return new GoogleSdkClient(base, key, model);
  }

  @Override
  Class<? extends Exception> raised(int status) {
    // It has no class for a stream that is not whole: what its reader of JSON raises passes.
    return switch (status) {
      case 0 -> RuntimeException.class;
      case 500 -> ServerException.class;
      default -> ClientException.class;
    };
  }

  @Override
  String finish(boolean calls) {
    return "STOP";
  }
}
