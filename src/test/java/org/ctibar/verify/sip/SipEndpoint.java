package org.ctibar.verify.sip;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Sends and receives SIP over UDP, repeats what gets no answer and recognizes what is repeated. */
final class SipEndpoint {
  private static final long FIRST_REPEAT_MS = 500;
  private static final long LONGEST_REPEAT_MS = 4_000;
  private static final long GIVEN_UP_MS = 8_000;

  /** A request under way. */
  private final class Outgoing {
    private final String text;
    private final SocketAddress to;
    private final Consumer<SipMessage> provisional;
    private final Promise<SipMessage> result = Promise.promise();
    private final boolean invite;
    private boolean ringing;
    private long waitedMs;

    Outgoing(SipMessage request, SocketAddress to, Consumer<SipMessage> provisional) {
      text = request.render();
      this.to = to;
      this.provisional = provisional;
      invite = request.method().equals("INVITE");
    }

    void repeatAfter(long ms) {
      vertx.setTimer(ms, t -> {
        if (result.future().isComplete() || invite && ringing) {
          return;
        }
        waitedMs += ms;
        if (waitedMs >= GIVEN_UP_MS) {
          result.tryFail("no answer to " + text.substring(0, text.indexOf("\r\n")));
          return;
        }
        write(text, to);
        repeatAfter(Math.min(2 * ms, LONGEST_REPEAT_MS));
      });
    }

    void answered(SipMessage response) {
      ringing = true;
      if (response.status() >= 200) {
        result.tryComplete(response);
      } else {
        provisional.accept(response);
      }
    }
  }

  private final Vertx vertx;
  private final DatagramSocket socket;
  private final BiConsumer<SipMessage, SocketAddress> onRequest;
  private final Map<String, Outgoing> outgoing = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  private boolean dead;

  private SipEndpoint(
      Vertx vertx, DatagramSocket socket, BiConsumer<SipMessage, SocketAddress> onRequest) {
    this.vertx = vertx;
    this.socket = socket;
    this.onRequest = onRequest;
  }

  static Future<SipEndpoint> open(
      Vertx vertx, String host, BiConsumer<SipMessage, SocketAddress> onRequest) {
    DatagramSocket socket = vertx.createDatagramSocket(new DatagramSocketOptions());
    return socket.listen(0, host).map(bound -> {
      SipEndpoint endpoint = new SipEndpoint(vertx, bound, onRequest);
      bound.handler(endpoint::received);
      return endpoint;
    });
  }

  static String newBranch() {
    return "z9hG4bK" + UUID.randomUUID();
  }

  String host() {
    return socket.localAddress().host();
  }

  int port() {
    return socket.localAddress().port();
  }

  String via(String branch) {
    return "SIP/2.0/UDP " + host() + ":" + port() + ";rport;branch=" + branch;
  }

  /** @return the final response, whatever it says; fails when there is none */
  Future<SipMessage> send(SipMessage request, SocketAddress to, Consumer<SipMessage> provisional) {
    Outgoing sent = new Outgoing(request, to, provisional);
    outgoing.put(key(request), sent);
    write(sent.text, to);
    sent.repeatAfter(FIRST_REPEAT_MS);
    return sent.result.future();
  }

  /** For an ACK, which nobody answers, and for what repeats itself. */
  void sendOnce(SipMessage message, SocketAddress to) {
    write(message.render(), to);
  }

  void answer(SipMessage request, SipMessage response, SocketAddress to) {
    String text = response.render();
    answers.put(key(request), text);
    write(text, to);
  }

  /** Nothing goes out and nothing comes in any more. */
  void die() {
    dead = true;
  }

  Future<Void> close() {
    dead = true;
    return socket.close();
  }

  private void write(String text, SocketAddress to) {
    if (!dead) {
      socket.send(Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)), to.port(), to.host());
    }
  }

  private void received(DatagramPacket packet) {
    if (!dead) {
      SipMessage.parse(packet.data().toString(StandardCharsets.UTF_8))
          .ifPresent(message -> received(message, packet.sender()));
    }
  }

  private void received(SipMessage message, SocketAddress from) {
    if (!message.isRequest()) {
      Outgoing sent = outgoing.get(key(message));
      if (sent != null) {
        sent.answered(message);
      }
      return;
    }
    String answered = answers.get(key(message));
    if (answered != null && !message.method().equals("ACK")) {
      write(answered, from);
    } else {
      onRequest.accept(message, from);
    }
  }

  private static String key(SipMessage message) {
    return message.branch() + message.method();
  }
}
