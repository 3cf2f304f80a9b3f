package dev.turnpike.gateway.sdk;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import dev.turnpike.core.dialect.DialectId;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OpenAiResponsesTest extends SdkContract {
  @Override
  DialectId dialect() {
    return DialectId.OPENAI_RESPONSES;
  }

  @Override
  String path(boolean direct) {
    return direct ? "/v1" : "/api";
  }

  @Override
  SdkClient open(String base, String key, String model) {
    return new OpenAiResponsesClient(base, key, model);
  }

  @Override
  Class<? extends Exception> raised(int status) {
    return switch (status) {
      case 400 -> BadRequestException.class;
      case 401 -> UnauthorizedException.class;
      case 404 -> NotFoundException.class;
      case 424 -> UnexpectedStatusCodeException.class;
      case 429 -> RateLimitException.class;
      case 500 -> InternalServerException.class;
      default -> OpenAIException.class;
    };
  }

  @Override
  String finish(boolean calls) {
    return "completed";
  }
}
