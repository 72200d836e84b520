package org.ctibar.verify.sip;

import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What two sides of a call keep of each other, to be found by later requests. */
final class Dialog {
  private static final int PLACE_FOR_PROOF = 2;

  private final Line line;
  private final String callId;
  private final String us;
  private final SocketAddress peer;
  private final String localTag;
  private String them;
  private String target;
  private List<String> route = List.of();
  private long sequence = 1;

  private Dialog(Line line, SipMessage invite, SocketAddress peer) {
    this.line = line;
    this.peer = peer;
    callId = invite.callId();
    localTag = Line.newTag();
    us = invite.header("To").orElse("") + ";tag=" + localTag;
    them = invite.header("From").orElse("");
    target = invite.contact().orElse("");
    route = invite.all("Record-Route");
  }

  private Dialog(Line line, String name, String to) {
    this.line = line;
    peer = line.account().peer();
    callId = UUID.randomUUID().toString();
    localTag = Line.newTag();
    us = name + "<" + line.account().address() + ">;tag=" + localTag;
    them = "<" + to + ">";
    target = to;
  }

  static Dialog called(Line line, SipMessage invite, SocketAddress from) {
    return new Dialog(line, invite, from);
  }

  /** @param name with quotes and a space behind, or empty */
  static Dialog calling(Line line, String name, String to) {
    return new Dialog(line, name, to);
  }

  String callId() {
    return callId;
  }

  String localTag() {
    return localTag;
  }

  SocketAddress peer() {
    return peer;
  }

  SipMessage request(String method) {
    sequence += PLACE_FOR_PROOF;
    return numbered(method, sequence);
  }

  void acknowledge(SipMessage invite) {
    line.endpoint().sendOnce(numbered("ACK", Long.parseLong(invite.sequence())), peer);
  }

  /** From now on requests go where the other side says it is. */
  void established(SipMessage response) {
    them = response.header("To").orElse(them);
    target = response.contact().orElse(target);
    List<String> recorded = new ArrayList<>(response.all("Record-Route"));
    Collections.reverse(recorded);
    route = recorded;
  }

  private SipMessage numbered(String method, long number) {
    SipMessage request = line.request(method, target);
    route.forEach(hop -> request.with("Route", hop));
    return request
        .with("From", us)
        .with("To", them)
        .with("Call-ID", callId)
        .with("CSeq", number + " " + method);
  }
}
