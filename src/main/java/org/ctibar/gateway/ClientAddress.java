package org.ctibar.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which address a request comes from, also behind proxies that are trusted to say so. Pure. */
final class ClientAddress {
  private static final String FORWARDED_FOR = "x-forwarded-for";

  private final Set<String> trusted;

  /** @param trustedProxies IP addresses */
  ClientAddress(List<String> trustedProxies) {
    this.trusted =
        trustedProxies.stream().map(ClientAddress::normal).collect(Collectors.toUnmodifiableSet());
  }

  boolean trusts(String address) {
    return trusted.contains(normal(address));
  }

  String of(HttpServerRequest request) {
    return of(request.remoteAddress().hostAddress(), request.headers().getAll(FORWARDED_FOR));
  }

  /**
   * Each proxy appends whom it serves, so the last address that is no proxy of ours is the client's; all before it
   * anybody can write.
   *
   * @param forwarded the values of all {@code X-Forwarded-For} headers, in order
   */
  String of(String peer, List<String> forwarded) {
    String client = normal(peer);
    List<String> hops = Arrays.asList(String.join(",", forwarded).split(","));
    for (int i = hops.size() - 1; i >= 0 && trusted.contains(client); i--) {
      String hop = normal(hops.get(i).strip());
      if (!isAddress(hop)) {
        return client;
      }
      client = hop;
    }
    return client;
  }

  static boolean isAddress(String text) {
    return NetUtil.createByteArrayFromIpAddressString(text) != null;
  }

  static boolean same(String address, String other) {
    return normal(address).equals(normal(other));
  }

  /** One spelling for each address. */
  private static String normal(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes == null ? address : NetUtil.bytesToIpAddress(bytes);
  }
}
