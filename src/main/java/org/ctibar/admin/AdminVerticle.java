package org.ctibar.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.bus.Topics;
import org.ctibar.bus.WatchBegan;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Members;
import org.ctibar.gateway.Annexes;
import org.ctibar.gateway.TokenService;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What supervisors see and do at this node. Every node with this verticle follows the whole cluster by itself and tells the
 * pages that are connected to it; what it tells never leaves the node.
 */
public final class AdminVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(AdminVerticle.class);
  private static final DeliveryOptions HERE = new DeliveryOptions().setLocalOnly(true);
  private static final long BEAT_MS = 5_000;
  private static final long ASK_AGAIN_MS = 60_000;
  private static final int CHUNK = 500;

  private final AdminConfig config;
  private final DirectorySource directory;
  private final AdminStores stores;
  private final Members members;
  private final Clock clock;
  private final LiveModel model;
  private final Days days;
  private long revision;
  private long toldAt;

  public AdminVerticle(
      AdminConfig config,
      DirectorySource directory,
      AdminStores stores,
      TokenService tokens,
      Annexes annexes,
      Members members,
      SwitchNames switches,
      Clock clock) {
    this.config = config;
    this.directory = directory;
    this.stores = stores;
    this.members = members;
    this.clock = clock;
    this.days = new Days(config, clock);
    this.model = new LiveModel(switches.ids(), days.today());
    Door door = new Door(tokens);
    annexes.add(Bridge.annex(door));
    annexes.add(new SupervisorApi(
        new CallsApi(door, stores.history(), new CallSheet(config.zone()), clock),
        new DirectoryApi(door, stores.editor(), this::waiting)));
  }

  @Override
  public Future<?> start() {
    directory.onChange(this::know);
    know(directory.current());
    List<Future<Void>> listening = new ArrayList<>(List.of(
        Topics.AGENT_EVENT.subscribe(vertx, "", model::hear).completion(),
        Topics.CALL_EVENT.subscribe(vertx, "", model::hear).completion(),
        Topics.CALLS_LISTED.subscribe(vertx, "", model::hear).completion(),
        Topics.NODE_NEWS
            .subscribe(vertx, "", news -> model.hear(news, clock.millis()))
            .completion()));
    listening.add(serve(Permissions.SNAPSHOT, JsonObject.class, (by, body) -> snapshot()));
    listening.add(serve(Permissions.DAY, DayRequest.class, (by, asked) -> day(asked)));
    Acts acts = new Acts(vertx, model, stores.log(), clock);
    listening.add(serve(Permissions.FORCE, ForceRequest.class, acts::force));
    listening.add(serve(Permissions.END, CallRequest.class, acts::end));
    listening.add(serve(Permissions.MOVE, CallRequest.class, acts::move));
    listening.add(serve(Permissions.PREFER, CallRequest.class, acts::prefer));
    listening.add(serve(Permissions.ASSIGN, CallRequest.class, acts::assign));
    ListenActs listens = new ListenActs(vertx, model, directory, stores.log(), clock);
    listening.add(serve(Permissions.LISTEN, ListenRequest.class, listens::listen));
    listening.add(serve(Permissions.LEAVE, JsonObject.class, listens::leave));
    listening.add(serve(Permissions.TAKE_OVER, ReasonRequest.class, listens::takeOver));
    return Future.all(listening).onSuccess(v -> {
      ask();
      recount();
      vertx.setPeriodic(ASK_AGAIN_MS, t -> ask());
      vertx.setPeriodic(config.recountEvery().toMillis(), t -> recount());
      vertx.setPeriodic(config.every().toMillis(), t -> tell());
    });
  }

  /** Asked from any thread. */
  private Future<Integer> waiting(String groupId) {
    Promise<Integer> counted = Promise.promise();
    context.runOnContext(v -> counted.complete(model.waiting(groupId)));
    return counted.future();
  }

  private void know(Directory newest) {
    model.know(newest);
  }

  /** What was before this node watched, and what it may have missed since. */
  private void ask() {
    Topics.WATCH_BEGAN.publish(vertx, "", new WatchBegan(members.self().name()));
    List<String> agents = model.agentIds();
    for (int from = 0; from < agents.size(); from += CHUNK) {
      List<String> chunk = agents.subList(from, Math.min(agents.size(), from + CHUNK));
      Topics.AGENT_COMMAND
          .ask(vertx, new AgentCommand.Overview(chunk))
          .onSuccess(reply -> reply.overview().forEach(model::hear))
          .onFailure(e -> LOG.warn("Agents could not be seen reason={}", e.getMessage()));
    }
  }

  private void recount() {
    DayBook today = model.day();
    stores
        .figures()
        .since(Instant.ofEpochMilli(today.from()))
        .onSuccess(calls -> calls.forEach(today::put))
        .onFailure(e -> LOG.warn("Calls of the day not counted reason={}", e.getMessage()));
  }

  private void tell() {
    long now = clock.millis();
    if (model.day().isOver(now)) {
      model.begin(days.today());
    }
    model.settle(now);
    if (model.moved() || now - toldAt >= BEAT_MS) {
      toldAt = now;
      Board delta = model.delta(members.self().nodeId(), ++revision, now);
      vertx.eventBus().publish(Permissions.BOARD, json(delta), HERE);
    }
  }

  private Future<JsonObject> snapshot() {
    return Future.succeededFuture(
        json(model.snapshot(members.self().nodeId(), revision, clock.millis())));
  }

  private Future<JsonObject> day(DayRequest asked) {
    return Future.succeededFuture(
        json(new DayCourse(DayBook.SLOT_MS, model.day().course(asked.groupId(), clock.millis()))));
  }

  private <Q> Future<Void> serve(
      String address, Class<Q> type, BiFunction<String, Q, Future<JsonObject>> handler) {
    return vertx
        .eventBus()
        .<Object>localConsumer(
            address,
            message -> Future.succeededFuture(message.body())
                .map(body -> question(body, type))
                .compose(question -> handler.apply(Sender.of(message), question))
                .onSuccess(message::reply)
                .onFailure(e -> {
                  CtiException refusal = refusal(address, e);
                  message.fail(refusal.code().number(), refusal.getMessage());
                }))
        .completion();
  }

  private static <Q> Q question(Object body, Class<Q> type) {
    if (!(body instanceof JsonObject object)) {
      throw new CtiException(ErrorCode.BAD_REQUEST, "the body must be an object");
    }
    return type == JsonObject.class ? type.cast(object) : Json.decode(object.encode(), type);
  }

  private static CtiException refusal(String address, Throwable cause) {
    if (cause instanceof CtiException e) {
      return e;
    }
    LOG.error("Act of a supervisor failed address={}", address, cause);
    return new CtiException(ErrorCode.INTERNAL, "internal error");
  }

  private static JsonObject json(Record answer) {
    return new JsonObject(Json.encode(answer));
  }
}
