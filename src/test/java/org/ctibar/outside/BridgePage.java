package org.ctibar.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A page of the event-bus bridge over a plain WebSocket, which remembers all that it was told. */
public final class BridgePage implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final WebSocket socket;
  private final List<JsonObject> told = new CopyOnWriteArrayList<>();
  private final AtomicLong boardCharacters = new AtomicLong();
  private volatile boolean closed;

  public BridgePage(WebSocket socket) {
    this.socket = socket;
    socket.textMessageHandler(text -> hear(new JsonObject(text), text.length()));
    socket.binaryMessageHandler(bytes -> hear(new JsonObject(bytes), bytes.length()));
    socket.closeHandler(v -> closed = true);
  }

  private void hear(JsonObject message, int characters) {
    told.add(message);
    if (isOfTheBoard(message)) {
      boardCharacters.addAndGet(characters);
    }
  }

  private static boolean isOfTheBoard(JsonObject message) {
    return "cti.client.board".equals(message.getString("address"));
  }

  public void say(String type, String address, Object body) {
    say(type, address, body, null);
  }

  public void say(String type, String address, Object body, String replyAddress) {
    send(message(type, address, body).put("replyAddress", replyAddress));
  }

  public JsonObject ask(String address, JsonObject body) {
    return ask(address, body, new JsonObject());
  }

  /** @return the body of the answer */
  public JsonObject ask(String address, JsonObject body, JsonObject headers) {
    String reply = UUID.randomUUID().toString();
    send(message("send", address, body).put("replyAddress", reply).put("headers", headers));
    JsonObject answer = answer(reply);
    assertThat(answer.getString("type")).as("answer %s", answer).isNotEqualTo("err");
    return answer.getJsonObject("body");
  }

  public JsonObject failure(String address, Object body) {
    String reply = UUID.randomUUID().toString();
    say("send", address, body, reply);
    return answer(reply);
  }

  /** As it stands. */
  public void send(JsonObject message) {
    socket.writeTextMessage(message.encode());
  }

  /** What the board told by itself, so many characters. */
  public long boardCharacters() {
    return boardCharacters.get();
  }

  /** All but what the board tells by itself. */
  public List<JsonObject> answered() {
    return told.stream().filter(message -> !isOfTheBoard(message)).toList();
  }

  /** Waits for a row of the board, of whichever message, that is as wanted. */
  public JsonObject row(String table, String id, Predicate<JsonObject> wanted) {
    return row(table, r -> id.equals(r.getString("id")) && wanted.test(r));
  }

  /** The first that was ever told and is as wanted. */
  public JsonObject row(String table, Predicate<JsonObject> wanted) {
    return await()
        .atMost(DEADLINE)
        .until(
            () -> boards().stream()
                .flatMap(board -> board.getJsonArray(table).stream())
                .map(JsonObject.class::cast)
                .filter(wanted)
                .findFirst()
                .orElse(null),
            Objects::nonNull);
  }

  public boolean saw(String table, String field, String value) {
    return boards().stream()
        .flatMap(board -> board.getJsonArray(table).stream())
        .anyMatch(row -> value.equals(((JsonObject) row).getString(field)));
  }

  public boolean saw(String table, String id, Predicate<JsonObject> wanted) {
    return boards().stream()
        .flatMap(board -> board.getJsonArray(table).stream())
        .map(JsonObject.class::cast)
        .anyMatch(row -> id.equals(row.getString("id")) && wanted.test(row));
  }

  public List<Long> revisions() {
    return boards().stream()
        .filter(board -> board.getString("type").equals("delta"))
        .map(board -> board.getLong("revision"))
        .toList();
  }

  public long refusals() {
    return errors().stream().filter("rejected"::equals).count();
  }

  public List<String> errors() {
    return told.stream()
        .filter(message -> "err".equals(message.getString("type")))
        .map(message -> message.getString("body"))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Of {@code cti.client.snapshot}. */
  public long answers() {
    return boards().stream().filter(b -> b.getString("type").equals("snapshot")).count();
  }

  public void stopReading() {
    socket.pause();
  }

  public void readOn() {
    socket.resume();
  }

  public boolean closed() {
    return closed;
  }

  public Short closeCode() {
    return socket.closeStatusCode();
  }

  @Override
  public void close() {
    socket.close();
  }

  private List<JsonObject> boards() {
    return told.stream()
        .filter(message -> message.getValue("body") instanceof JsonObject)
        .map(message -> message.getJsonObject("body"))
        .filter(body -> body.containsKey("revision"))
        .toList();
  }

  private JsonObject answer(String reply) {
    return await()
        .atMost(DEADLINE)
        .until(
            () -> told.stream()
                .filter(message -> reply.equals(message.getString("address")))
                .findFirst()
                .orElse(null),
            Objects::nonNull);
  }

  private static JsonObject message(String type, String address, Object body) {
    return new JsonObject().put("type", type).put("address", address).put("body", body);
  }
}
