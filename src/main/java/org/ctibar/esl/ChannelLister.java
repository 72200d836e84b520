package org.ctibar.esl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Reads all channels of a switch: the list tells which there are, a dump of each is exact. */
final class ChannelLister {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final EslConfig config;
  private final Function<EslCommand, Future<String>> send;

  ChannelLister(Vertx vertx, EslConfig config, Function<EslCommand, Future<String>> send) {
    this.vertx = vertx;
    this.config = config;
    this.send = send;
  }

  Future<List<ChannelSnapshot>> list() {
    Future<?> settled = config.snapshotDelayMs() == 0
        ? Future.succeededFuture()
        : vertx.timer(config.snapshotDelayMs());
    return settled
        .compose(v -> send.apply(Commands.showChannels()))
        .compose(reply -> dumpAll(uuids(reply)));
  }

  private Future<List<ChannelSnapshot>> dumpAll(List<String> uuids) {
    List<Future<ChannelSnapshot>> dumps = uuids.stream().map(this::dump).toList();
    return Future.all(dumps)
        .map(all -> dumps.stream().map(Future::result).filter(Objects::nonNull).toList());
  }

  /** {@code null} if there is no such channel, or no more. */
  Future<ChannelSnapshot> dump(String uuid) {
    return send.apply(Commands.dump(uuid))
        .map(json -> snapshot(uuid, json))
        .recover(e -> isGone(e) ? Future.succeededFuture() : Future.failedFuture(e));
  }

  private static ChannelSnapshot snapshot(String uuid, String json) {
    try {
      return new ChannelSnapshot(uuid, EslEventDecoder.fromJson(json));
    } catch (IllegalArgumentException e) {
      throw new EslException(EslException.Kind.INVALID, "dump of a channel is no JSON");
    }
  }

  private static boolean isGone(Throwable e) {
    return e instanceof EslException esl && esl.kind() == EslException.Kind.REFUSED;
  }

  /** Others make channels too; one whose uuid we could not put into a command is none of ours. */
  private static List<String> uuids(String reply) {
    List<String> uuids = new ArrayList<>();
    for (JsonNode row : parse(reply).path("rows")) {
      String uuid = row.path("uuid").asText();
      if (Rendering.isUuid(uuid)) {
        uuids.add(uuid);
      }
    }
    return uuids;
  }

  private static JsonNode parse(String reply) {
    try {
      return JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      throw new EslException(EslException.Kind.INVALID, "list of channels is no JSON");
    }
  }
}
