package dev.turnpike.gateway.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnpike.core.access.PasswordHasher;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the usual text form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP
 *     password storage: 19 MiB, two passes, one lane</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>
 */
public final class Argon2PasswordHasher implements PasswordHasher {
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** Above these a stored text would be a way to exhaust memory, not a hash of ours. */
  private static final int MAX_KIBIBYTES = 256 * 1024;

  private static final int MAX_PASSES = 16;
  private static final int MAX_LANES = 16;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  private final SecureRandom random;

  public Argon2PasswordHasher(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String hash(String password) {
    byte[] salt = randomBytes(SALT_BYTES);
    return form(salt, argon2id(password, salt, KIBIBYTES, PASSES, LANES, HASH_BYTES));
  }

  @Override
  public String unmatched() {
    return form(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
  }

  private byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String form(byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            KIBIBYTES, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  @Override
  public boolean matches(String password, String hash) {
    Matcher form = FORM.matcher(hash);
    if (!form.matches()) {
      return false;
    }
    int kibibytes = Integer.parseInt(form.group(1));
    int passes = Integer.parseInt(form.group(2));
    int lanes = Integer.parseInt(form.group(3));
    if (lanes < 1
        || lanes > MAX_LANES
        || passes < 1
        || passes > MAX_PASSES
        || kibibytes < 8 * lanes
        || kibibytes > MAX_KIBIBYTES) {
      return false;
    }
    byte[] expected;
    byte[] salt;
    try {
      salt = Base64.getDecoder().decode(form.group(4));
      expected = Base64.getDecoder().decode(form.group(5));
    } catch (IllegalArgumentException e) {
      return false;
    }
    byte[] actual = argon2id(password, salt, kibibytes, passes, lanes, expected.length);
    return MessageDigest.isEqual(expected, actual);
  }

  private static byte[] argon2id(
      String password, byte[] salt, int kibibytes, int passes, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    // The same letters typed on another system may come composed or decomposed.
    generator.generateBytes(
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(UTF_8), hash);
    return hash;
  }
}
