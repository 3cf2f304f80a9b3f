package dev.turnpike.core.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.AddressPolicy.Forbidden;
import dev.turnpike.core.upstream.AddressPolicy.Profile;
import dev.turnpike.core.upstream.AddressPolicy.Verdict;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
  private final AddressPolicy selfhosted = AddressPolicy.selfhosted();
  private final AddressPolicy hosted = new AddressPolicy(Profile.HOSTED, Set.of(), List::of);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.1.1",
        "fe80::1",
        "fd00:ec2::254",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "ff02::1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "2001:db8::1",
        "3fff::1",
        "100::1",
        // IPv6 that wraps 169.254.169.254: mapped, compatible, translated, NAT64, 6to4, Teredo,
        // ISATAP
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "2001:0:1:2:3:4:5601:5601",
        "2001:4860::5efe:169.254.169.254"
      })
  void neverCallsSpecialAddresses(String address) {
    assertThat(selfhosted.checkAddress(InetAddress.ofLiteral(address), 443))
        .isInstanceOf(Verdict.Denied.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1"
      })
  void callsNearAddressesWhenTheOperatorAllowsIt(String address) {
    var near = InetAddress.ofLiteral(address);

    assertThat(selfhosted.checkAddress(near, 11434)).isEqualTo(new Verdict.Allowed());
    assertThat(hosted.checkAddress(near, 11434)).isInstanceOf(Verdict.Denied.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "104.18.6.192", "2606:4700::1", "172.32.0.1", "64:ff9b::1.1.1.1"})
  void callsPublicAddresses(String address) {
    assertThat(hosted.checkAddress(InetAddress.ofLiteral(address), 443))
        .isEqualTo(new Verdict.Allowed());
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 3306, 5432, 6379})
  void deniesPortsOfOtherProtocolsNearby(int port) {
    var near = InetAddress.ofLiteral("10.0.0.1");
    var listed = new AddressPolicy(Profile.SELFHOSTED, Set.of(port), List::of);

    assertThat(selfhosted.checkAddress(near, port)).isInstanceOf(Verdict.Denied.class);
    assertThat(listed.checkAddress(near, port)).isEqualTo(new Verdict.Allowed());
    assertThat(selfhosted.checkAddress(InetAddress.ofLiteral("1.1.1.1"), port))
        .isEqualTo(new Verdict.Allowed());
  }

  @Test
  void neverCallsOurOwnListenersAndDatabase() {
    var database = InetAddress.ofLiteral("10.1.2.3");
    var policy =
        new AddressPolicy(
            Profile.SELFHOSTED,
            Set.of(6543),
            () -> List.of(new Forbidden(null, 8080), new Forbidden(database, 6543)));

    assertThat(policy.checkAddress(InetAddress.ofLiteral("127.0.0.1"), 8080))
        .isInstanceOf(Verdict.Denied.class);
    assertThat(policy.checkAddress(InetAddress.ofLiteral("::1"), 8080))
        .isInstanceOf(Verdict.Denied.class);
    assertThat(policy.checkAddress(database, 6543)).isInstanceOf(Verdict.Denied.class);
    assertThat(policy.checkAddress(InetAddress.ofLiteral("10.1.2.4"), 6543))
        .isEqualTo(new Verdict.Allowed());
    assertThat(policy.checkAddress(InetAddress.ofLiteral("127.0.0.1"), 8081))
        .isEqualTo(new Verdict.Allowed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/v1", "http://localhost:11434/v1", "http://127.0.0.1:8000",
        "http://[::1]:8000/v1", "HTTP://gpu-box:1234", "https://example.com/any/path/"
      })
  void takesBaseUrlsPeopleType(String url) {
    assertThat(selfhosted.checkBaseUrl(URI.create(url))).isEqualTo(new Verdict.Allowed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com",
        "/v1",
        "http:///v1",
        "https://user:secret@example.com",
        "https://example.com/v1?key=x",
        "https://example.com/#a",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://169.254.169.254/",
        "http://metadata.google.internal/",
        "http://METADATA.google.internal./",
        "http://[fe80::1%25eth0]/",
        "http://[::ffff:169.254.169.254]/",
        "http://localhost:5432/",
        "http://example.com:0/",
        "http://example.com:70000/"
      })
  void refusesBaseUrlsThatCannotOrMustNotBeCalled(String url) {
    assertThat(selfhosted.checkBaseUrl(URI.create(url))).isInstanceOf(Verdict.Denied.class);
  }
}
