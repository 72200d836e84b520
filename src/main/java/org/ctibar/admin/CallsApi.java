package org.ctibar.admin;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.gateway.Envelope;
import org.ctibar.store.CallHistory;
import org.ctibar.store.CallHistory.Cursor;
import org.ctibar.store.CallHistory.Wanted;
import org.ctibar.store.CallRecord;

/** {@code /api/v1/calls}: the calls of the past, for supervisors. */
final class CallsApi {
  private static final int MOST_EXPORTED = 10_000;

  private final Door door;
  private final CallHistory history;
  private final CallSheet sheet;
  private final Clock clock;

  CallsApi(Door door, CallHistory history, CallSheet sheet, Clock clock) {
    this.door = door;
    this.history = history;
    this.sheet = sheet;
    this.clock = clock;
  }

  void addTo(Router router) {
    var readers = door.admits(Permissions::maySee);
    router.get("/calls").handler(readers).handler(this::search);
    router.get("/calls/export").handler(readers).handler(this::export);
    router.get("/calls/:id").handler(readers).handler(this::find);
  }

  private void search(RoutingContext ctx) {
    Wanted wanted = CallSearch.of(ctx.queryParams(), clock.instant());
    history
        .search(wanted)
        .onSuccess(
            calls -> Envelope.success(page(calls, wanted.most()), "ok").send(ctx.response(), 200))
        .onFailure(ctx::fail);
  }

  private static Map<String, Object> page(List<CallRecord> calls, int most) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("calls", calls.stream().map(CallRow::of).toList());
    if (calls.size() == most) {
      CallRecord last = calls.get(most - 1);
      page.put("next", CallSearch.cursor(new Cursor(last.startedAt(), last.callId())));
    }
    return page;
  }

  private void find(RoutingContext ctx) {
    history
        .find(CallSearch.id(ctx.pathParam("id"), "id"))
        .map(
            found -> found.orElseThrow(() -> new CtiException(ErrorCode.NOT_FOUND, "no such call")))
        .onSuccess(call -> Envelope.success(CallRow.of(call), "ok").send(ctx.response(), 200))
        .onFailure(ctx::fail);
  }

  private void export(RoutingContext ctx) {
    Wanted w = CallSearch.of(ctx.queryParams(), clock.instant());
    history
        .search(new Wanted(
            w.from(),
            w.until(),
            w.number(),
            w.agent(),
            w.groupId(),
            w.result(),
            null,
            MOST_EXPORTED))
        .onSuccess(calls -> ctx.response()
            .putHeader("content-type", "text/csv; charset=utf-8")
            .putHeader("content-disposition", "attachment; filename=\"calls.csv\"")
            .putHeader("cache-control", "no-store")
            .end(sheet.of(calls)))
        .onFailure(ctx::fail);
  }
}
