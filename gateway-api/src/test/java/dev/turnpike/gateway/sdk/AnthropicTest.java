package dev.turnpike.gateway.sdk;

import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.errors.UnexpectedStatusCodeException;
import dev.turnpike.core.dialect.DialectId;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class AnthropicTest extends SdkContract {
  @Override
  DialectId dialect() {
    return DialectId.ANTHROPIC_MESSAGES;
  }

  @Override
  String path(boolean direct) {
    return direct ? "" : "/api/anthropic";
  }

  @Override
  SdkClient open(String base, String key, String model) {
    return new AnthropicSdkClient(base, key, model);
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
      default -> AnthropicException.class;
    };
  }

  @Override
  String finish(boolean calls) {
    return calls ? "tool_use" : "end_turn";
  }
}
