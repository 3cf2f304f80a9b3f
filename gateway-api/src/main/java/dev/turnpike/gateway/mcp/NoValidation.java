package dev.turnpike.gateway.mcp;

import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.Map;

/** Tools check their own arguments, with messages that name the field. */
final class NoValidation implements JsonSchemaValidator {
  @Override
  public ValidationResponse validate(Map<String, Object> schema, Object content) {
    return ValidationResponse.asValid("");
  }
}
