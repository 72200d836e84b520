package org.ctibar.verify.sip;

import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** An account at an endpoint: makes requests and proves who sends them. */
record Line(SipEndpoint endpoint, Account account) {
  private static final String AGENT = "ctibar verify";
  private static final String ALLOW =
      "INVITE, ACK, BYE, CANCEL, OPTIONS, NOTIFY, REFER, INFO, MESSAGE";

  static String newTag() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  String contact() {
    return "<sip:" + account.user() + "@" + endpoint.host() + ":" + endpoint.port() + ">";
  }

  SipMessage request(String method, String uri) {
    return SipMessage.request(method, uri)
        .with("Via", endpoint.via(SipEndpoint.newBranch()))
        .with("Max-Forwards", "70")
        .with("User-Agent", AGENT)
        .with("Contact", contact())
        .with("Allow", ALLOW)
        .with("Allow-Events", "talk, hold, refer");
  }

  SipMessage response(SipMessage request, int status, String reason) {
    return request
        .response(status, reason)
        .with("User-Agent", AGENT)
        .with("Contact", contact())
        .with("Allow", ALLOW)
        .with("Allow-Events", "talk, hold, refer");
  }

  void answer(SipMessage request, int status, String reason) {
    endpoint.answer(request, response(request, status, reason), account.peer());
  }

  /** @return the final response, once who we are is proven if that was asked */
  Future<SipMessage> send(SipMessage request, SocketAddress to) {
    return endpoint.send(request, to, provisional -> {}).compose(response -> {
      Optional<SipMessage> proven = proven(request, response);
      return proven.isPresent()
          ? endpoint.send(proven.get(), to, provisional -> {})
          : Future.succeededFuture(response);
    });
  }

  /** @return what to send next if the response asks who we are, and it was not yet said */
  Optional<SipMessage> proven(SipMessage request, SipMessage response) {
    boolean proxy = response.status() == 407;
    String header = proxy ? "Proxy-Authorization" : "Authorization";
    if (!proxy && response.status() != 401
        || account.password() == null
        || request.header(header).isPresent()) {
      return Optional.empty();
    }
    String challenge =
        response.header(proxy ? "Proxy-Authenticate" : "WWW-Authenticate").orElse("");
    String credentials = new Digest(account.user(), account.password())
        .answer(challenge, request.method(), request.requestUri());
    return Optional.of(request.again(endpoint.via(SipEndpoint.newBranch()), header, credentials));
  }

  /** An ACK of a refusal belongs to the transaction of the INVITE. */
  void acknowledgeRefusal(SipMessage invite, SipMessage refusal, SocketAddress to) {
    SipMessage ack = SipMessage.request("ACK", invite.requestUri())
        .with("Via", invite.header("Via").orElseThrow())
        .with("Max-Forwards", "70")
        .with("From", invite.header("From").orElseThrow())
        .with("To", refusal.header("To").orElseThrow())
        .with("Call-ID", invite.callId())
        .with("CSeq", invite.sequence() + " ACK");
    endpoint.sendOnce(ack, to);
  }

  Future<SipMessage> cancel(SipMessage invite, SocketAddress to) {
    SipMessage cancel = SipMessage.request("CANCEL", invite.requestUri())
        .with("Via", invite.header("Via").orElseThrow())
        .with("Max-Forwards", "70")
        .with("From", invite.header("From").orElseThrow())
        .with("To", invite.header("To").orElseThrow())
        .with("Call-ID", invite.callId())
        .with("CSeq", invite.sequence() + " CANCEL");
    Consumer<SipMessage> nothing = provisional -> {};
    return endpoint.send(cancel, to, nothing);
  }
}
