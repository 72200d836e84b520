package org.ctibar.verify.sip;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A SIP phone that does what it is told, or somebody outside when it is never registered. */
public final class SipPhone {
  private static final String REGISTERED_FOR_S = "3600";

  private final Context context;
  private final Account account;
  private final Tone tone;
  private final Collection<Tone> known;
  private final List<SipCall> calls = new CopyOnWriteArrayList<>();
  private final String registration = UUID.randomUUID().toString();
  private final String registrationTag = Line.newTag();
  private volatile Behaviour behaviour = Behaviour.ringing();
  private volatile boolean dead;
  private volatile boolean registered;
  private Line line;
  private long registerSequence;

  private SipPhone(Context context, Account account, Tone tone, Collection<Tone> known) {
    this.context = context;
    this.account = account;
    this.tone = tone;
    this.known = known;
  }

  /** @param known the tones that it can tell from each other */
  public static Future<SipPhone> open(
      Vertx vertx, Account account, Tone tone, Collection<Tone> known) {
    SipPhone phone = new SipPhone(vertx.getOrCreateContext(), account, tone, known);
    return phone.run(() -> SipEndpoint.open(vertx, account.host(), phone::received)
        .map(endpoint -> {
          phone.line = new Line(endpoint, account);
          return phone;
        }));
  }

  public String user() {
    return account.user();
  }

  /** The name by which others hear it. */
  public String voice() {
    return tone.name();
  }

  public int port() {
    return line.endpoint().port();
  }

  public SipPhone behave(Behaviour wanted) {
    behaviour = wanted;
    return this;
  }

  public Future<Void> register() {
    return run(() -> register(REGISTERED_FOR_S).onSuccess(v -> registered = true));
  }

  public Future<Void> unregister() {
    registered = false;
    return run(() -> register("0"));
  }

  /** @param displayName may be empty */
  public Future<SipCall> call(String number, String displayName) {
    return run(() -> Media.open(context.owner(), account.host(), tone, known).map(media -> {
      String name = displayName.isEmpty() ? "" : "\"" + displayName + "\" ";
      Dialog dialog = Dialog.calling(line, name, account.addressOf(number));
      SipCall call = SipCall.calling(context, line, media, dialog);
      calls.add(call);
      return call;
    }));
  }

  public Future<SipCall> call(String number) {
    return call(number, "");
  }

  /** Those that are not over, in the order in which they began. */
  public List<SipCall> calls() {
    return calls.stream().filter(call -> !call.isOver()).toList();
  }

  /** The one that began last, if it is not over. */
  public Optional<SipCall> call() {
    List<SipCall> living = calls();
    return living.isEmpty() ? Optional.empty() : Optional.of(living.get(living.size() - 1));
  }

  /** The one that began last, over or not. */
  public Optional<SipCall> lastCall() {
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(calls.size() - 1));
  }

  /** Names of the tones that sound in the call that began last. */
  public Set<String> hears() {
    return call().map(SipCall::hears).orElse(Set.of());
  }

  /** As when its cable is pulled: it says nothing any more and answers nothing. */
  public Future<Void> dropDead() {
    return run(() -> {
      dead = true;
      line.endpoint().die();
      calls.forEach(SipCall::die);
      return Future.succeededFuture();
    });
  }

  /** Whether it lives and is registered as far as it knows. */
  public boolean isReachable() {
    return registered && !dead;
  }

  public Future<Void> close() {
    return run(() -> {
      dead = true;
      calls.forEach(SipCall::die);
      return line.endpoint().close();
    });
  }

  private Future<Void> register(String seconds) {
    registerSequence += 2;
    SipMessage register = line.request("REGISTER", "sip:" + account.domain())
        .with("From", "<" + account.address() + ">;tag=" + registrationTag)
        .with("To", "<" + account.address() + ">")
        .with("Call-ID", registration)
        .with("CSeq", registerSequence + " REGISTER")
        .with("Expires", seconds);
    return line.send(register, account.peer())
        .compose(response -> response.status() == 200
            ? Future.succeededFuture()
            : Future.failedFuture(account.user() + " does not register: " + response));
  }

  private void received(SipMessage request, SocketAddress from) {
    Optional<SipCall> call =
        calls.stream().filter(known -> known.callId().equals(request.callId())).findFirst();
    if (call.isPresent()) {
      call.get().received(request, behaviour.obeys());
    } else if (request.method().equals("INVITE")) {
      called(request, from);
    } else if (!request.method().equals("ACK")) {
      boolean unknown = Set.of("BYE", "CANCEL").contains(request.method());
      line.answer(request, unknown ? 481 : 200, unknown ? "No Such Call" : "OK");
    }
  }

  private void called(SipMessage invite, SocketAddress from) {
    Behaviour now = behaviour;
    Media.open(context.owner(), account.host(), tone, known).onSuccess(media -> {
      SipCall call = SipCall.called(context, line, media, invite, from);
      calls.add(call);
      if (now.status() > 200) {
        call.refuse(now.status());
        return;
      }
      call.ring();
      if (now.status() == 200 || now.obeys() && asksToAnswer(invite)) {
        call.answer();
      }
    });
  }

  private static boolean asksToAnswer(SipMessage invite) {
    return invite.header("Call-Info").orElse("").contains("answer-after=0")
        || invite.header("Alert-Info").orElse("").toLowerCase(Locale.ROOT).contains("auto answer");
  }

  private <T> Future<T> run(Supplier<Future<T>> work) {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> work.get().onComplete(result));
    return result.future();
  }

  @Override
  public String toString() {
    return account.user();
  }
}
