package org.ctibar.faults;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests and frames that are nearly right, and some that are not at all; the same ones for the same seed. */
final class OddInput {
  private static final int DEEPEST = 5;
  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD");
  /** None that is answered only when there are news. */
  private static final List<String> PATHS = List.of(
      "/",
      "/console/",
      "/ws",
      "/sockjs/info",
      "/sockjs/000/a/xhr_send",
      "/eventbus/info",
      "/metrics",
      "/health/ready",
      "/freeswitch/directory",
      "/api/v1/base/auth",
      "/api/v1/calls",
      "/api/v1/calls/a",
      "/api/v1/calls.csv",
      "/api/v1/people",
      "/api/v1/people/admin",
      "/api/v1/groups",
      "/api/v1/groups/support",
      "/api/v1/extensions/1001",
      "/api/v1/numbers",
      "/api/v1/numbers/95012",
      "/api/v1/day",
      "/api/v1/bridge/ticket",
      "/api/v1/me/password");

  private static final List<String> FIELDS = List.of(
      "username",
      "password",
      "type",
      "id",
      "token",
      "browser",
      "resume",
      "session",
      "seq",
      "command",
      "args",
      "number",
      "callId",
      "reason",
      "to",
      "digits",
      "data",
      "nickname",
      "roles",
      "extension",
      "members",
      "levels",
      "version",
      "group",
      "from",
      "until",
      "limit",
      "state",
      "enabled");
  private static final List<String> WORDS = List.of(
      "auth",
      "command",
      "ping",
      "login",
      "ready",
      "busy",
      "makecall",
      "hangup",
      "transfer",
      "hold",
      "admin",
      "agent1",
      "1001",
      "support",
      "c33367701511b4f6020ec61ded352059",
      "2026-01-01",
      "..",
      "",
      " ",
      "\u0000",
      "\u2028",
      "\u202e1001",
      "\ud800",
      "𝟙𝟘",
      "登录",
      "'",
      "\"",
      "\\\\",
      "${x}",
      "%s%n",
      "../../etc/passwd",
      "<script>",
      "=1+1",
      "\r\nX: y",
      "9".repeat(400),
      "a".repeat(5_000));

  private final Random random;

  OddInput(long seed) {
    this.random = new Random(seed);
  }

  /** One HTTP request, well enough framed that another may follow it. */
  byte[] request(String headers) {
    byte[] body = random.nextInt(3) == 0 ? new byte[0] : body();
    String head = any(METHODS) + " " + target() + " HTTP/1.1\r\nHost: a\r\n" + headers
        + "Content-Type: "
        + any(List.of("application/json", "text/plain", "multipart/form-data", "x"))
        + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[first.length + body.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(body, 0, all, first.length, body.length);
    return all;
  }

  String frame() {
    return new String(body(), StandardCharsets.UTF_8);
  }

  private String target() {
    String path = any(PATHS);
    path = switch (random.nextInt(6)) {
      case 0 -> path + "/" + encoded(any(WORDS));
      case 1 -> path.replaceFirst("[a-z]+$", encoded(any(WORDS)));
      default -> path;
    };
    int parameters = random.nextInt(4);
    return parameters == 0
        ? path
        : path + "?"
            + IntStream.range(0, parameters)
                .mapToObj(i -> any(FIELDS) + "=" + encoded(any(WORDS)))
                .collect(Collectors.joining("&"));
  }

  /** Sometimes with a percent sign that stands for nothing. */
  private String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b :
        text.substring(0, Math.min(text.length(), 300)).getBytes(StandardCharsets.UTF_8)) {
      if (Character.isLetterOrDigit(b) && b > 0) {
        out.append((char) b);
      } else {
        out.append(random.nextInt(200) == 0 ? "%zz" : String.format(Locale.ROOT, "%%%02X", b));
      }
    }
    return out.toString();
  }

  private byte[] body() {
    byte[] bytes = value(0).getBytes(StandardCharsets.UTF_8);
    for (int flips = random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 0; flips > 0; flips--) {
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
    }
    return random.nextInt(10) == 0 && bytes.length > 1
        ? Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  private String value(int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(depth >= DEEPEST ? 6 : 10);
    return switch (kind) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextBoolean());
      case 2 -> any(List.of("0", "-1", "1e400", "9223372036854775808", "0.1", "-0", "00"));
      case 3, 4, 5 -> quoted(any(WORDS));
      case 6, 7 -> list(() -> value(depth + 1), "[", "]");
      default -> list(() -> quoted(any(FIELDS)) + ":" + value(depth + 1), "{", "}");
    };
  }

  private String list(Supplier<String> element, String open, String close) {
    return IntStream.range(0, random.nextInt(6))
        .mapToObj(i -> element.get())
        .collect(Collectors.joining(",", open, close));
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n")
        + "\"";
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
