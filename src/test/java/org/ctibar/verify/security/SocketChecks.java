package org.ctibar.verify.security;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sockets of pages: {@code /ws}, {@code /sockjs} and {@code /eventbus}. */
final class SocketChecks {
  private static final List<String> OPEN_TO_STRANGERS =
      List.of("/ws", "/sockjs/websocket", "/sockjs/000/verify/websocket");
  private static final String COMPRESSION =
      "Sec-WebSocket-Extensions: permessage-deflate, x-webkit-deflate-frame\r\n\r\n";

  private final Target target;

  SocketChecks(Target target) {
    this.target = target;
  }

  List<Check> all() {
    return List.of(
        new Check("no socket inflates frames", this::noCompression),
        new Check("a frame over the limit ends its connection", this::tooLargeFrame),
        new Check("the bridge takes no token from its address", this::tokenInAddress),
        new Check("HTTP/2 in clear text is not spoken", this::noClearTextHttp2));
  }

  private Optional<String> noCompression() throws IOException {
    for (String path : OPEN_TO_STRANGERS) {
      String answer = handshake(path, COMPRESSION);
      if (Target.status(answer) != 101) {
        return Check.fell(path + " is no WebSocket");
      }
      if (answer.toLowerCase(Locale.ROOT).contains("sec-websocket-extensions")) {
        return Check.fell(path + " agrees to compress");
      }
    }
    return Check.held();
  }

  private Optional<String> tooLargeFrame() throws IOException {
    try (Socket socket = target.connect()) {
      socket.getOutputStream().write(bytes(target.upgrade("/ws") + "\r\n"));
      byte[] frame = new byte[14];
      frame[0] = (byte) 0x81;
      frame[1] = (byte) 0xFF; // masked, with a length of eight bytes
      frame[6] = 0x10; // 256 MB
      socket.getOutputStream().write(frame);
      return Check.fellIf(
          !Target.ends(socket, VerifySecurity.PATIENCE), "a frame of 256 MB is waited for");
    }
  }

  private Optional<String> tokenInAddress() throws IOException {
    String answer = handshake("/eventbus/websocket?token=x", "\r\n");
    return Check.fellIf(Target.status(answer) == 101, "a stranger reaches the event bus");
  }

  private Optional<String> noClearTextHttp2() throws IOException {
    if (target.tls()) {
      return Check.held();
    }
    try (Socket socket = target.connect()) {
      String answer = Target.say(
          socket,
          bytes(
              target.head("GET", "/health/live")
                  + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n"));
      return Check.fellIf(Target.status(answer) == 101, "an upgrade to h2c is agreed to");
    }
  }

  private String handshake(String path, String more) throws IOException {
    try (Socket socket = target.connect()) {
      socket.setSoTimeout(1_000);
      return Target.say(socket, bytes(target.upgrade(path) + more));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
