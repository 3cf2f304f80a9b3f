package dev.turnpike.gateway.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.core.catalog.SecretVault.SecretUnreadable;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class GcmVaultTest {
  private static final String OLD = "old-master-key-0123456789abcdefghij";
  private static final String NEW = "new-master-key-0123456789abcdefghij";
  private static final String ROW = "org/provider/acme/api_key";
  private static final byte[] SECRET = "sk-very-secret".getBytes(UTF_8);

  private final GcmVault vault = vault(OLD);

  @Test
  void opensWhatItSealed() {
    assertThat(vault.open(vault.seal(SECRET, ROW), ROW)).isEqualTo(SECRET);
    assertThat(vault.open(vault.seal(new byte[0], ROW), ROW)).isEmpty();
  }

  @Test
  void sealsTheSameSecretDifferentlyEachTime() {
    assertThat(vault.seal(SECRET, ROW)).isNotEqualTo(vault.seal(SECRET, ROW));
  }

  @Test
  void noticesEveryChangedBit() {
    byte[] sealed = vault.seal(SECRET, ROW);

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> vault.open(changed, ROW)).isInstanceOf(SecretUnreadable.class);
    }
  }

  @Test
  void noticesACutOrForeignValue() {
    byte[] sealed = vault.seal(SECRET, ROW);

    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> vault.open(cut, ROW)).isInstanceOf(SecretUnreadable.class);
    }
  }

  @Test
  void doesNotOpenAValueMovedToAnotherRow() {
    byte[] sealed = vault.seal(SECRET, ROW);

    assertThatThrownBy(() -> vault.open(sealed, "org/provider/evil/api_key"))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessageContaining("org/provider/evil/api_key")
        .hasMessageNotContaining("sk-very");
  }

  @Test
  void namesTheMissingKey() {
    byte[] sealed = vault.seal(SECRET, ROW);

    assertThatThrownBy(() -> vault(NEW).open(sealed, ROW))
        .isInstanceOf(SecretUnreadable.class)
        .cause()
        .hasMessageContaining("not among the keys given");
  }

  @Test
  void opensUnderAnEarlierKeyAndSealsUnderTheNewOne() {
    byte[] old = vault.seal(SECRET, ROW);
    var rotated = vault(NEW, OLD);

    byte[] fresh = rotated.seal(rotated.open(old, ROW), ROW);

    assertThat(rotated.isOutdated(old)).isTrue();
    assertThat(rotated.isOutdated(fresh)).isFalse();
    assertThat(vault(NEW).open(fresh, ROW)).isEqualTo(SECRET);
  }

  @Test
  void refusesShortKeysWithoutShowingThem() {
    assertThatThrownBy(() -> vault("short-secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32")
        .hasMessageNotContaining("short-secret");
  }

  private static GcmVault vault(String... keys) {
    return new GcmVault(MasterKeys.of(List.of(keys)), new SecureRandom());
  }
}
