package org.ctibar.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which address a request comes from, also behind proxies that are trusted to say so. Pure. */
final class ClientAddress {
  private static final String FORWARDED_FOR = "x-forwarded-for";
  /** {@code 192.0.2.7:51123} or {@code [2001:db8::1]:443}. */
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^\\]]+]|[^:\\[]+):[0-9]{1,5}");

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;
  /** {@code ::ffff:0:0/96}, as a socket that listens for both kinds writes an IPv4 address. */
  private static final byte[] IPV4_IN_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff
  };

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
   * anybody can write. Some proxies append its port, too.
   *
   * @param forwarded the values of all {@code X-Forwarded-For} headers, in order
   */
  String of(String peer, List<String> forwarded) {
    String client = normal(peer);
    List<String> hops = Arrays.asList(String.join(",", forwarded).split(","));
    for (int i = hops.size() - 1; i >= 0 && trusted.contains(client); i--) {
      String hop = normal(withoutPort(hops.get(i).strip()));
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

  /**
   * What one client can have for the asking: an IPv4 address, but of IPv6 the first 64 bits, within which most choose
   * their address as they like.
   *
   * @return the address itself, or such as {@code 2001:db8:0:1::/64}
   */
  static String network(String address) {
    byte[] bytes = bytes(address);
    if (bytes == null || bytes.length != IPV6_BYTES) {
      return normal(address);
    }
    Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
    return NetUtil.bytesToIpAddress(bytes) + "/64";
  }

  private static String withoutPort(String hop) {
    Matcher parts = WITH_PORT.matcher(hop);
    return parts.matches() ? parts.group(1) : hop;
  }

  /** One spelling for each address. */
  private static String normal(String address) {
    byte[] bytes = bytes(address);
    return bytes == null ? address : NetUtil.bytesToIpAddress(bytes);
  }

  /** @return null if it is no address */
  private static byte[] bytes(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    boolean holdsIpv4 = bytes != null
        && bytes.length == IPV6_BYTES
        && Arrays.equals(bytes, 0, IPV4_IN_IPV6.length, IPV4_IN_IPV6, 0, IPV4_IN_IPV6.length);
    return holdsIpv4 ? Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES) : bytes;
  }
}
