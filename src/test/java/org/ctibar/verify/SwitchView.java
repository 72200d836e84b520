package org.ctibar.verify;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ctibar.esl.Commands;
import org.ctibar.esl.EslCommand;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.simulator.EslProbe;

/** The switch as its operator sees it, of the channels that the verification made. */
final class SwitchView {
  /** A channel of ours, as {@code show channels} lists it. */
  record Channel(String uuid, String name, String application) {
    @Override
    public String toString() {
      return name + " (" + application + ")";
    }
  }

  private static final int ANSWERS_WITHIN_S = 10;

  private final SwitchAddress address;
  private final EslLink link;
  private final Predicate<String> ours;

  private SwitchView(SwitchAddress address, EslLink link, Predicate<String> ours) {
    this.address = address;
    this.link = link;
    this.ours = ours;
  }

  /** @param ours whether a number is of the verification */
  static SwitchView of(Vertx vertx, SwitchAddress address, Predicate<String> ours)
      throws Exception {
    EslLink link = new EslLink(vertx, address, EslConfig.defaults());
    link.start().await(ANSWERS_WITHIN_S, TimeUnit.SECONDS);
    return new SwitchView(address, link, ours);
  }

  List<Channel> channels() {
    return rows().stream()
        .filter(this::isOurs)
        .map(row ->
            new Channel(row.getString("uuid"), row.getString("name"), row.getString("application")))
        .toList();
  }

  /** One that is gone by itself meanwhile is gone as well. */
  void endAll() {
    channels().forEach(channel -> link.send(Commands.kill(channel.uuid(), "NORMAL_CLEARING")));
  }

  /** To say what we please, and to hear everything. */
  EslProbe probe() throws Exception {
    return EslProbe.signedIn(address);
  }

  String version() {
    return send(Commands.api("version")).strip();
  }

  private List<JsonObject> rows() {
    JsonArray rows = new JsonObject(send(Commands.showChannels())).getJsonArray("rows");
    return rows == null
        ? List.of()
        : rows.stream().map(JsonObject.class::cast).collect(Collectors.toList());
  }

  private boolean isOurs(JsonObject row) {
    String user = row.getString("name", "").replaceAll("^.*/([^/@]*)(@.*)?$", "$1");
    String presence = row.getString("presence_id", "").replaceAll("@.*", "");
    return ours.test(user)
        || ours.test(presence) // a browser's own address says nothing
        || ours.test(row.getString("cid_num", ""))
        || ours.test(row.getString("dest", ""));
  }

  private String send(EslCommand command) {
    try {
      return link.send(command).await(ANSWERS_WITHIN_S, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the switch does not answer: " + e.getMessage(), e);
    }
  }
}
