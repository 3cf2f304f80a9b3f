package dev.turnpike.core.upstream.aws;

import org.jspecify.annotations.Nullable;

/**
 * A key pair of an AWS account; {@link #toString} tells nothing.
 *
 * @param sessionToken goes with keys that are lent for a while; absent for lasting ones
 */
public record AwsKeys(String accessKeyId, String secretAccessKey, @Nullable String sessionToken) {

  @Override
  public String toString() {
    return "AwsKeys[hidden]";
  }
}
