package org.ctibar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRequestTest {
  @ParameterizedTest(name = "{0} for {1}, {2}")
  @CsvSource({
    "127.0.0.1,        127.0.0.1,   accept: text/html",
    "127.0.0.1,        localhost,   origin: http://localhost:3000",
    "127.8.9.10,       cti.localhost, origin: null",
    "::1,              [::1],       origin: http://[::1]:9999",
    "::ffff:127.0.0.1, LOCALHOST,   origin: http://127.0.0.1:9999",
    "127.0.0.1,        ,            accept: */*",
  })
  void fromThisMachine(String peer, String asked, String header) {
    assertThat(strangeness(peer, asked, header)).isEmpty();
  }

  @ParameterizedTest(name = "{0} for {1}, {2}")
  @CsvSource({
    "192.0.2.1, 127.0.0.1,       accept: */*,                        another machine",
    "10.0.0.1,  10.0.0.1,        accept: */*,                        another machine",
    "fe80::1,   localhost,       accept: */*,                        another machine",
    "127.0.0.1, 127.0.0.1,       x-forwarded-for: 127.0.0.1,         proxy",
    "127.0.0.1, 127.0.0.1,       X-Forwarded-Proto: https,           proxy",
    "127.0.0.1, 127.0.0.1,       X-Forwarded-Host: localhost,        proxy",
    "127.0.0.1, 127.0.0.1,       Forwarded: for=127.0.0.1,           proxy",
    "127.0.0.1, 127.0.0.1,       Via: 1.1 squid,                     proxy",
    "127.0.0.1, 127.0.0.1,       X-Real-IP: 127.0.0.1,               proxy",
    "127.0.0.1, cti.example.org, accept: */*,                        for a host",
    "127.0.0.1, 192.0.2.1,       accept: */*,                        for a host",
    "127.0.0.1, localhost.example.org, accept: */*,                  for a host",
    "127.0.0.1, 127.0.0.1,       origin: https://cti.example.org,    page",
    "127.0.0.1, 127.0.0.1,       origin: http://127.0.0.1.nip.io,    page",
    "127.0.0.1, 127.0.0.1,       origin: ?,                          page",
  })
  void perhapsFromElsewhere(String peer, String asked, String header, String why) {
    assertThat(strangeness(peer, asked, header))
        .hasValueSatisfying(told -> assertThat(told).contains(why).doesNotContain("example"));
  }

  private static Optional<String> strangeness(String peer, String asked, String header) {
    String[] parts = header.split(": ", 2);
    return LocalRequest.strangeness(
        peer, asked, MultiMap.caseInsensitiveMultiMap().add(parts[0], parts[1]));
  }
}
