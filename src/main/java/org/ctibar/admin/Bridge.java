package org.ctibar.admin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.bridge.BridgeEventType;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.BridgeEvent;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ctibar.gateway.Annex;
import org.ctibar.gateway.SockJsEndpoints;
import org.ctibar.gateway.SockJsSessions;
import org.ctibar.gateway.TokenService.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event-bus bridge of one event loop: lets supervisors' pages reach {@code cti.client.*} as {@link Permissions} says,
 * and stamps who they are on what they send.
 */
final class Bridge {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private static final String PREFIX = "cti\\.client\\..+";
  private static final int LONGEST_ADDRESS = 100;
  /** As on {@code /ws}. */
  private static final int NOT_AUTHENTICATED = 4001;

  private static final int MOST_BYTES = 16_384;
  private static final long REPLY_TIMEOUT_MS = 10_000;
  private static final long PING_TIMEOUT_MS = 60_000;

  private final Vertx vertx;
  private final Door door;
  private final SockJsSessions sessions;
  private final Handler<RoutingContext> supervisors;
  private final Map<SockJSSocket, Seat> seats = new IdentityHashMap<>();

  private Bridge(Vertx vertx, Door door, SockJsSessions sessions) {
    this.vertx = vertx;
    this.door = door;
    this.sessions = sessions;
    this.supervisors = door.admitsByAddress(Permissions::maySee);
  }

  static Annex annex(Door door) {
    return new Annex() {
      @Override
      public String path() {
        return "/eventbus";
      }

      @Override
      public Router routes(Vertx vertx, SockJsSessions sockJs) {
        Bridge bridge = new Bridge(vertx, door, sockJs);
        door.onChange(bridge::accountsChanged);
        return bridge.router();
      }
    };
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.route().handler(SockJsEndpoints::refuseIframe);
    router.route("/*").subRouter(sessions.guard(vertx));
    router.route().handler(this::admit);
    router.post().handler(SockJsEndpoints.body(4L * MOST_BYTES));
    PermittedOptions below = new PermittedOptions().setAddressRegex(PREFIX);
    SockJSBridgeOptions options = new SockJSBridgeOptions()
        .addInboundPermitted(below)
        .addOutboundPermitted(below)
        .setMaxAddressLength(LONGEST_ADDRESS)
        .setReplyTimeout(REPLY_TIMEOUT_MS)
        .setPingTimeout(PING_TIMEOUT_MS);
    SockJSHandler sockJs = SockJSHandler.create(vertx, SockJsEndpoints.options());
    router.route("/*").subRouter(sockJs.bridge(options, this::on));
    return router;
  }

  /** {@code info} says nothing worth keeping, and browsers ask for permission without a token. */
  private void admit(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (request.path().endsWith("/info") || request.method().equals(HttpMethod.OPTIONS)) {
      ctx.next();
    } else {
      supervisors.handle(ctx);
    }
  }

  private void on(BridgeEvent event) {
    SockJSSocket socket = event.socket();
    Seat seat = seats.get(socket);
    if (event.type() == BridgeEventType.SOCKET_CREATED) {
      sessions.opened(socket);
      sit(socket, Door.identity(socket.routingContext()));
      event.complete(true);
    } else if (event.type() == BridgeEventType.SOCKET_CLOSED) {
      sessions.closed(socket);
      Optional.ofNullable(seats.remove(socket)).ifPresent(this::leave);
      event.complete(true);
    } else if (seat == null) {
      event.complete(false);
    } else if (!door.stillAdmits(seat.identity())) {
      revoked(seat);
      event.complete(false);
    } else {
      event.complete(permits(seat, event));
    }
  }

  private void accountsChanged() {
    List.copyOf(seats.values()).stream()
        .filter(seat -> !door.stillAdmits(seat.identity()))
        .forEach(Bridge::revoked);
  }

  private static void revoked(Seat seat) {
    seat.close(NOT_AUTHENTICATED, "token revoked");
  }

  private boolean permits(Seat seat, BridgeEvent event) {
    JsonObject message = event.getRawMessage();
    return switch (event.type()) {
      case SEND -> speaks(seat) && maySend(seat, event, message);
      case REGISTER -> speaks(seat) && mayRegister(seat, message) && seat.register();
      case PUBLISH -> speaks(seat) && noted(seat, message, false);
      case UNREGISTER -> speaks(seat) && mayRegister(seat, message) && seat.unregister();
      case RECEIVE ->
        !address(message).equals(Permissions.BOARD) || seat.hasRoom(() -> tellAll(seat));
      default -> true;
    };
  }

  private static boolean speaks(Seat seat) {
    return seat.maySpeak(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  private static boolean mayRegister(Seat seat, JsonObject message) {
    return noted(seat, message, Permissions.mayRegister(seat.roles(), address(message)));
  }

  private boolean maySend(Seat seat, BridgeEvent event, JsonObject message) {
    event.setRawMessage(message.put("headers", new JsonObject().put(Sender.USER, seat.user())));
    return noted(seat, message, Permissions.maySend(seat.roles(), address(message)));
  }

  private static boolean noted(Seat seat, JsonObject message, boolean permitted) {
    if (!permitted) {
      LOG.warn(
          "Refused over the bridge user={} type={} address={}",
          seat.user(),
          message.getString("type"),
          readable(address(message)));
    }
    return permitted;
  }

  /** One line of a log, whatever the page wrote. */
  private static String readable(String address) {
    String line = address.replaceAll("[^ -~]", "?");
    return line.length() <= LONGEST_ADDRESS ? line : line.substring(0, LONGEST_ADDRESS) + "…";
  }

  private static String address(JsonObject message) {
    return message.getValue("address") instanceof String text ? text : "";
  }

  private void sit(SockJSSocket socket, Identity identity) {
    Seat seat = new Seat(socket, identity);
    seats.put(socket, seat);
    long leftMs = TimeUnit.SECONDS.toMillis(identity.expiresAt()) - System.currentTimeMillis();
    seat.closesBy(
        vertx.setTimer(Math.max(1, leftMs), t -> seat.close(NOT_AUTHENTICATED, "token expired")));
    LOG.info("Supervisor watches user={}", seat.user());
  }

  private void leave(Seat seat) {
    vertx.cancelTimer(seat.expiryTimer());
    LOG.info("Supervisor watches no more user={}", seat.user());
  }

  private void tellAll(Seat seat) {
    vertx
        .eventBus()
        .<JsonObject>request(
            Permissions.SNAPSHOT, new JsonObject(), new DeliveryOptions().setLocalOnly(true))
        .onSuccess(answer -> seat.tell(Permissions.BOARD, answer.body()))
        .onFailure(e -> LOG.warn("No snapshot for a page that was behind why={}", e.getMessage()));
  }
}
