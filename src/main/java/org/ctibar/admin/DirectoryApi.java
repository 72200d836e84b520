package org.ctibar.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Json;
import org.ctibar.bus.Mask;
import org.ctibar.bus.NameText;
import org.ctibar.gateway.Envelope;
import org.ctibar.store.DirectoryEditor;
import org.ctibar.store.DirectoryEditor.Wanted;
import org.ctibar.store.DirectoryKind;
import org.ctibar.store.Fault;
import org.ctibar.store.ImportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People, extensions, groups and numbers: read by supervisors, changed by administrators. */
final class DirectoryApi {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryApi.class);
  /** A group of some ten thousand members. */
  private static final long MOST_BYTES = 1_048_576;

  private static final int MOST_ROWS = 500;

  private final Door door;
  private final DirectoryEditor editor;
  private final Function<String, Future<Integer>> waiting;

  /** @param waiting how many callers wait for a group */
  DirectoryApi(Door door, DirectoryEditor editor, Function<String, Future<Integer>> waiting) {
    this.door = door;
    this.editor = editor;
    this.waiting = waiting;
  }

  void addTo(Router router) {
    for (DirectoryKind kind : DirectoryKind.values()) {
      String all = "/" + kind.wireName();
      String one = all + "/:key";
      var readers = door.admits(Permissions::maySee);
      var editors = door.admits(Permissions::mayEdit);
      BodyHandler body = BodyHandler.create(false).setBodyLimit(MOST_BYTES);
      router.get(all).handler(readers).handler(ctx -> list(kind, ctx));
      router.get(one).handler(readers).handler(ctx -> find(kind, ctx));
      router.post(all).handler(editors);
      router.post(all).handler(body).handler(ctx -> create(kind, ctx));
      router.put(one).handler(editors);
      router.put(one).handler(body).handler(ctx -> change(kind, ctx));
      router.delete(one).handler(editors).handler(ctx -> remove(kind, ctx));
    }
  }

  private void list(DirectoryKind kind, RoutingContext ctx) {
    Query query = new Query(ctx.queryParams());
    Wanted wanted = new Wanted(
        query.matching("containing", ".{1,64}"),
        query.matching("after", ".{1,64}"),
        query.number("limit", 100, 1, MOST_ROWS));
    editor
        .list(kind, wanted)
        .onSuccess(rows -> send(
            ctx,
            200,
            Map.of(kind.wireName(), rows.stream().map(JsonObject::getMap).toList())))
        .onFailure(ctx::fail);
  }

  private void find(DirectoryKind kind, RoutingContext ctx) {
    answer(ctx, 200, editor.find(kind, key(ctx)));
  }

  private void create(DirectoryKind kind, RoutingContext ctx) {
    ObjectNode wanted = body(ctx);
    answer(
        ctx,
        201,
        editor
            .create(kind, wanted)
            .onSuccess(row -> note(ctx, "created", kind, row.getString(kind.key()))));
  }

  private void change(DirectoryKind kind, RoutingContext ctx) {
    ObjectNode wanted = body(ctx);
    requireRight(
        !isMe(kind, ctx) || staysAdministrator(wanted), "nobody takes away their own rights");
    answer(
        ctx,
        200,
        editor
            .change(kind, key(ctx), wanted)
            .onSuccess(row -> note(ctx, "changed", kind, key(ctx))));
  }

  private void remove(DirectoryKind kind, RoutingContext ctx) {
    int version = new Query(ctx.queryParams()).number("version", 0, 0, Integer.MAX_VALUE);
    Demands.require(version > 0, "version: missing");
    requireRight(!isMe(kind, ctx), "nobody removes themselves");
    noneWaits(kind, key(ctx))
        .compose(v -> editor.remove(kind, key(ctx), version))
        .onSuccess(v -> {
          note(ctx, "removed", kind, key(ctx));
          send(ctx, 200, Map.of());
        })
        .onFailure(ctx::fail);
  }

  /** Nobody would ever offer them to anybody. */
  private Future<Void> noneWaits(DirectoryKind kind, String key) {
    if (kind != DirectoryKind.GROUPS) {
      return Future.succeededFuture();
    }
    return waiting.apply(key).map(callers -> {
      if (callers > 0) {
        throw new CtiException(
            ErrorCode.NOT_ALLOWED_NOW, "callers wait for this group: " + callers);
      }
      return null;
    });
  }

  private static void requireRight(boolean holds, String problem) {
    if (!holds) {
      throw new CtiException(ErrorCode.FORBIDDEN, problem);
    }
  }

  private static boolean isMe(DirectoryKind kind, RoutingContext ctx) {
    return kind == DirectoryKind.PEOPLE && key(ctx).equals(me(ctx));
  }

  private static boolean staysAdministrator(ObjectNode wanted) {
    List<String> roles = new ArrayList<>();
    wanted.path("roles").forEach(role -> roles.add(role.asText()));
    return roles.contains(Permissions.ADMIN) && wanted.path("enabled").asBoolean(true);
  }

  private static ObjectNode body(RoutingContext ctx) {
    String text = ctx.body().asString();
    if (text != null && Json.decode(text, JsonNode.class) instanceof ObjectNode object) {
      return object;
    }
    throw new CtiException(ErrorCode.BAD_REQUEST, "the body must be an object");
  }

  /** No path can hold {@code .} and {@code ..}, which may be there from before they were refused. */
  private static String key(RoutingContext ctx) {
    String asked = ctx.queryParams().get("key");
    return asked == null ? ctx.pathParam("key") : asked;
  }

  private static String me(RoutingContext ctx) {
    return Door.identity(ctx).account().user();
  }

  private static void note(RoutingContext ctx, String act, DirectoryKind kind, String key) {
    boolean number = kind == DirectoryKind.NUMBERS || kind == DirectoryKind.EXTENSIONS;
    LOG.info(
        "Directory {} kind={} key={} by={}",
        act,
        kind.wireName(),
        number ? Mask.number(key) : NameText.visible(key),
        NameText.visible(me(ctx)));
  }

  private static void answer(RoutingContext ctx, int status, Future<JsonObject> row) {
    row.onSuccess(r -> send(ctx, status, r.getMap())).onFailure(e -> fail(ctx, e));
  }

  private static void send(RoutingContext ctx, int status, Map<String, Object> data) {
    Envelope.success(data, "ok").send(ctx.response(), status);
  }

  private static void fail(RoutingContext ctx, Throwable cause) {
    if (cause instanceof ImportException faulty) {
      List<FieldFault> fields = faulty.faults().stream().map(FieldFault::of).toList();
      new Envelope(ErrorCode.BAD_REQUEST.number(), Map.of("fields", fields), faulty.getMessage())
          .send(ctx.response(), 400);
    } else {
      ctx.fail(cause);
    }
  }

  /** @param kind one of {@link Fault.Kind} in lower case */
  record FieldFault(String field, String kind, String problem, Integer limit) {
    static FieldFault of(Fault fault) {
      String kind = fault.kind().name().toLowerCase(Locale.ROOT);
      return new FieldFault(fault.field(), kind, fault.problem(), fault.limit());
    }
  }
}
