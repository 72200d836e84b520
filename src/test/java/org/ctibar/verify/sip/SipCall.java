package org.ctibar.verify.sip;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.SocketAddress;
import java.util.Set;
import java.util.function.Supplier;

/** A call of a phone. It may be asked and told from anywhere; what it does, it does on the phone's context. */
public final class SipCall {
  private final Context context;
  private final Line line;
  private final Media media;
  private final Dialog dialog;
  private final SipMessage invite; // of the other side, null if this phone calls
  private final Answering answering;
  private final Inviting inviting;
  private long version = 1;
  private volatile CallState state;
  private volatile int status;
  private volatile boolean endedByUs;

  private SipCall(Context context, Line line, Media media, Dialog dialog, SipMessage invite) {
    this.context = context;
    this.line = line;
    this.media = media;
    this.dialog = dialog;
    this.invite = invite;
    answering = new Answering(context.owner(), line);
    inviting = new Inviting(line, dialog);
    state = invite == null ? CallState.CALLING : CallState.RINGING;
  }

  static SipCall called(
      Context context, Line line, Media media, SipMessage invite, SocketAddress from) {
    return new SipCall(context, line, media, Dialog.called(line, invite, from), invite);
  }

  static SipCall calling(Context context, Line line, Media media, Dialog dialog) {
    SipCall call = new SipCall(context, line, media, dialog, null);
    call.invite();
    return call;
  }

  public boolean rings() {
    return state == CallState.RINGING;
  }

  public boolean isOver() {
    return state == CallState.ENDED;
  }

  public boolean talks() {
    return state == CallState.TALKING;
  }

  /** Whether the call ended by what this phone did. */
  public boolean endedByUs() {
    return endedByUs;
  }

  /** With which this phone's call was refused; 0 if it was not. */
  public int status() {
    return status;
  }

  /** Names of the tones that sound in it now. */
  public Set<String> hears() {
    return isOver() ? Set.of() : media.ear().hears();
  }

  /** The keys that the other side pressed. */
  public String digits() {
    return media.digits();
  }

  /** Who calls. */
  public String from() {
    return invite == null ? "" : invite.fromUser();
  }

  public Future<Void> answer() {
    return run(() -> {
      if (state != CallState.RINGING) {
        return Future.failedFuture("does not ring but is " + state);
      }
      state = CallState.TALKING;
      talkTo(invite);
      SipMessage ok = tagged(line.response(invite, 200, "OK"))
          .body(Sdp.TYPE, media.local(Sdp.Flow.SENDRECV).render(version));
      answering.untilAcknowledged(invite, ok, dialog.peer());
      return Future.succeededFuture();
    });
  }

  public Future<Void> refuse(int with) {
    return run(() -> {
      if (state == CallState.RINGING) {
        answer(invite, with, "Refused");
        end(true);
      }
      return Future.succeededFuture();
    });
  }

  /** Leaves the receiver down: takes back a call, refuses it or ends it. */
  public Future<Void> hangUp() {
    return run(() -> {
      CallState was = state;
      endedByUs |= was != CallState.ENDED;
      return switch (was) {
        case ENDED -> Future.succeededFuture();
        case RINGING -> refuse(603);
        case CALLING -> inviting.cancel();
        case TALKING -> {
          end(true);
          yield line.send(dialog.request("BYE"), dialog.peer()).mapEmpty();
        }
      };
    });
  }

  /** A key of the phone, for the other side to hear. */
  public Future<Void> press(char key) {
    return run(() -> {
      media.press(key);
      return Future.succeededFuture();
    });
  }

  public Future<Void> hold() {
    return run(() -> reinvite(Sdp.Flow.SENDONLY));
  }

  public Future<Void> resume() {
    return run(() -> reinvite(Sdp.Flow.SENDRECV));
  }

  /** Asks the other side to go on with somebody else. */
  public Future<Void> refer(String to) {
    return run(() -> {
      SipMessage refer = dialog
          .request("REFER")
          .with("Refer-To", "<" + line.account().addressOf(to) + ">")
          .with("Referred-By", "<" + line.account().address() + ">");
      return line.send(refer, dialog.peer()).compose(SipCall::accepted);
    });
  }

  String callId() {
    return dialog.callId();
  }

  void ring() {
    answer(invite, 180, "Ringing");
  }

  /** The phone is there no more, and nobody is told. */
  void die() {
    state = CallState.ENDED;
    media.close();
  }

  /** A request of the other side within this call. */
  void received(SipMessage request, boolean obeys) {
    switch (request.method()) {
      case "INVITE" -> reinvited(request);
      case "ACK" -> acknowledged(request);
      case "CANCEL" -> cancelled(request);
      case "BYE" -> {
        answer(request, 200, "OK");
        end(false);
      }
      case "NOTIFY" -> notified(request, obeys);
      case "OPTIONS", "INFO", "MESSAGE" -> answer(request, 200, "OK");
      default -> answer(request, 405, "Method Not Allowed");
    }
  }

  private void invite() {
    inviting
        .send(offer(dialog.request("INVITE"), Sdp.Flow.SENDRECV), this::progress)
        .onSuccess(this::concluded)
        .onFailure(e -> refused(408));
  }

  private void progress(SipMessage response) {
    if (!response.body().isEmpty()) {
      media.talkTo(Sdp.parse(response.body()));
    }
  }

  private void concluded(SipMessage response) {
    if (response.status() >= 300) {
      refused(response.status());
    } else if (state == CallState.ENDED || endedByUs) {
      line.send(dialog.request("BYE"), dialog.peer());
      end(true);
    } else {
      state = CallState.TALKING;
      talkTo(response);
    }
  }

  private void refused(int with) {
    status = with;
    end(endedByUs);
  }

  private Future<Void> reinvite(Sdp.Flow flow) {
    if (state != CallState.TALKING) {
      return Future.failedFuture("is " + state);
    }
    SipMessage request = offer(dialog.request("INVITE"), flow);
    return inviting.send(request, provisional -> {}).compose(response -> {
      talkTo(response);
      return accepted(response);
    });
  }

  private void reinvited(SipMessage request) {
    SipMessage ok = tagged(line.response(request, 200, "OK"));
    Sdp.Flow flow = Sdp.Flow.SENDRECV;
    if (!request.body().isEmpty()) {
      talkTo(request);
      flow = Sdp.parse(request.body()).flow().seenFromTheOtherSide();
    }
    ok.body(Sdp.TYPE, media.local(flow).render(++version));
    answering.untilAcknowledged(request, ok, dialog.peer());
  }

  private void acknowledged(SipMessage ack) {
    answering.acknowledged();
    if (!ack.body().isEmpty()) {
      talkTo(ack);
    }
  }

  private void cancelled(SipMessage cancel) {
    answer(cancel, 200, "OK");
    if (state == CallState.RINGING) {
      answer(invite, 487, "Request Terminated");
      end(false);
    }
  }

  private void notified(SipMessage notify, boolean obeys) {
    answer(notify, 200, "OK");
    String event = notify.header("Event").orElse("");
    if (event.equals("talk") && obeys) {
      Future<Void> done = state == CallState.RINGING ? answer() : resume();
      done.otherwiseEmpty();
    } else if (event.equals("hold") && obeys) {
      hold().otherwiseEmpty();
    } else if (event.startsWith("refer") && notify.body().contains(" 200 ")) {
      hangUp();
    }
  }

  private void end(boolean byUs) {
    endedByUs = byUs;
    state = CallState.ENDED;
    answering.acknowledged();
    media.close();
  }

  private SipMessage offer(SipMessage request, Sdp.Flow flow) {
    return request.body(Sdp.TYPE, media.local(flow).render(++version));
  }

  private void talkTo(SipMessage withSdp) {
    if (!withSdp.body().isEmpty()) {
      media.talkTo(Sdp.parse(withSdp.body()));
    }
  }

  private void answer(SipMessage request, int code, String reason) {
    line.endpoint().answer(request, tagged(line.response(request, code, reason)), dialog.peer());
  }

  private SipMessage tagged(SipMessage response) {
    return response.taggedTo(dialog.localTag());
  }

  private static Future<Void> accepted(SipMessage response) {
    return response.status() < 300
        ? Future.succeededFuture()
        : Future.failedFuture(response.toString());
  }

  private <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(result));
    return result.future();
  }
}
