package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private final ClientAddress addresses = new ClientAddress(List.of("10.0.0.1", "10.0.0.2", "::1"));

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 198.51.100.1,                          192.0.2.7", // anybody can write the header
    "10.0.0.1,  198.51.100.1,                          198.51.100.1",
    "10.0.0.1,  '203.0.113.9, 198.51.100.1',           198.51.100.1", // the first was there before
    "10.0.0.1,  '203.0.113.9, 198.51.100.1, 10.0.0.2', 198.51.100.1",
    "10.0.0.1,  '10.0.0.2',                            10.0.0.2",
    "10.0.0.1,  '',                                    10.0.0.1",
    "10.0.0.1,  '198.51.100.1, unknown',               10.0.0.1",
    "0:0:0:0:0:0:0:1, 2001:DB8:0:0:0:0:0:5,            2001:db8::5",
    "10.0.0.1,  198.51.100.1:40000,                    198.51.100.1",
    "10.0.0.1,  '198.51.100.1, 10.0.0.2:51123',        198.51.100.1", // that of a proxy, too
    "10.0.0.1,  '[2001:db8::1]:443',                   2001:db8::1",
    "10.0.0.1,  '[2001:db8::1]',                       2001:db8::1",
    "10.0.0.1,  2001:db8::11,                          2001:db8::11",
    "10.0.0.1,  '198.51.100.1, 203.0.113.9:http',      10.0.0.1", // what no proxy writes
    "10.0.0.1,  '198.51.100.1, 203.0.113.9:',          10.0.0.1",
    "10.0.0.1,  '198.51.100.1, [2001:db8::1]443',      10.0.0.1",
    "10.0.0.1,  '198.51.100.1, [203.0.113.9]:443',     10.0.0.1",
    "10.0.0.1,  ::ffff:198.51.100.1,                   198.51.100.1",
    "::ffff:10.0.0.1, '[::ffff:198.51.100.1]:443',     198.51.100.1",
  })
  void believesOnlyProxies(String peer, String forwarded, String client) {
    assertThat(addresses.of(peer, List.of(forwarded))).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(addresses.of("10.0.0.1", List.of("203.0.113.9", "198.51.100.1")))
        .isEqualTo("198.51.100.1");
    assertThat(addresses.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1,        198.51.100.1",
    "2001:db8::1,         2001:db8::/64",
    "2001:db8:0:0:f::2,   2001:db8::/64",
    "2001:db8:0:1::1,     2001:db8:0:1::/64",
    "::ffff:198.51.100.1, 198.51.100.1", // else all of IPv4 were one network
    "fe80::1%eth0,        fe80::/64",
    "unknown,             unknown",
  })
  void aClientHasAllOfItsIpv6Network(String address, String network) {
    assertThat(ClientAddress.network(address)).isEqualTo(network);
  }
}
