package org.ctibar.verify.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/** The node that is tried, byte by byte. */
record Target(String host, int port, boolean tls) {
  private static final int CONNECT_MS = 5_000;
  private static final int READ_MS = 5_000;
  private static final int MOST_READ = 1 << 20;
  private static final String HANDSHAKE =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  /** @throws IllegalArgumentException unless it is http or https with a host */
  static Target of(String url) {
    URI uri = URI.create(url);
    boolean tls = "https".equals(uri.getScheme());
    if (uri.getHost() == null || !(tls || "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("not an http or https address: " + url);
    }
    int standardPort = tls ? 443 : 80;
    return new Target(uri.getHost(), uri.getPort() < 0 ? standardPort : uri.getPort(), tls);
  }

  boolean isLoopback() throws IOException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }

  Socket connect() throws IOException {
    return connect(port);
  }

  Socket connect(int toPort) throws IOException {
    Socket socket =
        tls && toPort == port ? SSLSocketFactory.getDefault().createSocket() : new Socket();
    socket.connect(new InetSocketAddress(host, toPort), CONNECT_MS);
    socket.setSoTimeout(READ_MS);
    return socket;
  }

  String origin() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }

  /** The head of a request, to which more headers and the empty line may be added. */
  String head(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n";
  }

  String upgrade(String path) {
    return head("GET", path) + "Origin: " + origin() + "\r\n" + HANDSHAKE;
  }

  /** Sends a request that closes its connection, and reads all. */
  String ask(String method, String path, String headers, String body) throws IOException {
    String request = head(method, path) + headers + "Connection: close\r\nContent-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    try (Socket socket = connect()) {
      return say(socket, request.getBytes(StandardCharsets.UTF_8));
    }
  }

  String get(String path) throws IOException {
    return ask("GET", path, "", "");
  }

  /** @return what came until the end, or until nothing came for a while */
  static String say(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] chunk = new byte[8_192];
    try {
      for (int n = in.read(chunk); n >= 0 && heard.size() < MOST_READ; n = in.read(chunk)) {
        heard.write(chunk, 0, n);
      }
    } catch (SocketTimeoutException | SocketException noMore) {
      // what came so far is the answer
    }
    return heard.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether the other side ends the connection in time, whatever it says before. */
  static boolean ends(Socket socket, Duration within) throws IOException {
    long deadline = System.nanoTime() + within.toNanos();
    InputStream in = socket.getInputStream();
    byte[] chunk = new byte[8_192];
    while (true) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      socket.setSoTimeout((int) leftMs);
      try {
        if (in.read(chunk) < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        return false;
      } catch (SocketException reset) {
        return true;
      }
    }
  }

  static int status(String answer) {
    return answer.matches("(?s)HTTP/1\\.[01] \\d{3}.*")
        ? Integer.parseInt(answer.substring(9, 12))
        : 0;
  }
}
