package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.EslEvent;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;
import org.junit.jupiter.api.Test;

/** Talks that are found on the switch: who is told, and what of them is known. */
class RebuildTest {
  private static final Directory DIRECTORY = Directory.builder()
      .add(Group.of("1", "support"))
      .add(new NumberRoute("7001", "1", Optional.of(true)))
      .build();
  private static final SwitchOwner.Tools TOOLS = new SwitchOwner.Tools(
      Clock.systemUTC(),
      new CallConfig(
          "local_stream://moh",
          "local_stream://moh",
          "default",
          "internal",
          "sofia/gateway/trunk/{number}",
          CallPlay.TIMES,
          Duration.ofSeconds(30),
          Duration.ofMillis(50),
          Duration.ZERO,
          Duration.ofSeconds(45),
          new Fallback("9664", "cti-fallback", Duration.ofSeconds(90), Duration.ofSeconds(30)),
          Peers.NONE,
          CallPlay.NO_LIMITS),
      DirectorySource.of(DIRECTORY),
      record -> Future.succeededFuture(),
      reason -> {});

  private static ChannelSnapshot talks(
      String uuid, String peer, LegRole role, String call, String number, String agentId) {
    Map<String, String> dump = new HashMap<>(Map.of(
        "Unique-ID",
        uuid,
        "Answer-State",
        "answered",
        "Caller-Destination-Number",
        number,
        "Caller-Channel-Created-Time",
        "1000000000123",
        "Caller-Channel-Answered-Time",
        "1000002000456",
        "Caller-Channel-Bridged-Time",
        "1000003000789",
        "variable_cti_call",
        call,
        "variable_cti_role",
        role.wireName(),
        "variable_bridge_to",
        peer));
    if (agentId != null) {
      dump.put("variable_cti_agent", Variables.encoded(agentId));
    }
    return new ChannelSnapshot(uuid, EslEvent.of(dump, ""));
  }

  private static Step rebuilt(ChannelSnapshot... channels) {
    List<Step> calls = Rebuild.of(List.of(channels), "fs1", TOOLS).calls();
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private static ChannelSnapshot with(ChannelSnapshot channel, String header, String value) {
    Map<String, String> dump = new HashMap<>(channel.dump().headers());
    dump.put(header, value);
    return new ChannelSnapshot(channel.uuid(), EslEvent.of(dump, ""));
  }

  private static Step queued() {
    ChannelSnapshot caller =
        talks(CallPlay.CALLER, CallPlay.AGENT, LegRole.CALLER, CallPlay.CALLER, "7001", null);
    return rebuilt(
        with(caller, "variable_cti_queue", "1"),
        talks(CallPlay.AGENT, CallPlay.CALLER, LegRole.AGENT, CallPlay.CALLER, "1001", "alice"));
  }

  private static Step dialled(String calleeAgent) {
    ChannelSnapshot callee =
        talks(CallPlay.CALLEE, CallPlay.OWN, LegRole.CALLEE, CallPlay.DIALLED, "1002", calleeAgent);
    return rebuilt(
        talks(CallPlay.OWN, CallPlay.CALLEE, LegRole.AGENT, CallPlay.DIALLED, "1001", "alice"),
        with(callee, "variable_cti_data", Variables.encoded("{\"order\":\"A-17\"}")));
  }

  private static List<String> deeds(Step step) {
    return Deeds.of(
        step.effects(),
        Map.of(CallPlay.CALLER, "caller", CallPlay.AGENT, "agent", CallPlay.OWN, "own"));
  }

  @Test
  void theAgentOfATalkLearnsOfItAndIsNotCutOff() { // 7
    assertThat(deeds(queued()))
        .containsExactly(
            "keep agent", "remember caller talking", "tell alice ANSWER", "tell alice TALKS");
  }

  @Test
  void bothAgentsOfAnInternalTalkLearnOfIt() {
    assertThat(deeds(dialled("bob")))
        .containsExactly(
            "keep own",
            "tell alice ANSWER",
            "tell alice CALLEE_ANSWER",
            "tell alice TALKS",
            "tell bob ANSWER",
            "tell bob TALKS");
  }

  @Test
  void anOutsidePartyIsToldNothing() {
    assertThat(deeds(dialled(null)))
        .containsExactly(
            "keep own", "tell alice ANSWER", "tell alice CALLEE_ANSWER", "tell alice TALKS");
  }

  @Test
  void timesAreThoseOfTheSwitch() {
    CallFacts facts = queued().call().facts();

    assertThat(facts.bridgedAt()).isEqualTo(1_000_003_000L);
    assertThat(facts.origin().startedAt()).isEqualTo(1_000_000_000L);
    assertThat(facts.legs().values())
        .extracting(Leg::createdAt, Leg::answeredAt)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(1_000_000_000L, 1_000_002_000L));
  }

  @Test
  void theNumberStillDecidesAboutSpeechRecognition() {
    Effect.TellAgent told = (Effect.TellAgent) queued().effects().get(2);

    assertThat(told.progress().call().enableAsr()).isTrue();
    assertThat(told.progress().step()).isEqualTo(CallStep.ANSWER);
  }

  @Test
  void whoDialledAnOutsideLegIsKnown() {
    ChannelSnapshot callee =
        talks(CallPlay.CALLEE, CallPlay.OWN, LegRole.CALLEE, CallPlay.DIALLED, "13912345678", null);
    Step found = rebuilt(
        talks(CallPlay.OWN, CallPlay.CALLEE, LegRole.AGENT, CallPlay.DIALLED, "1001", "alice"),
        with(callee, "variable_cti_dialled_by", Variables.encoded("alice")));

    assertThat(OutsideLegs.of(List.of(found.call())).byPerson()).containsExactly(entry("alice", 1));
  }

  /** Its time is the switch's to end, and would be forgotten. */
  @Test
  void anOutsideLegWithoutAnAgentKeepsItsTime() {
    ChannelSnapshot caller =
        talks(CallPlay.CALLER, CallPlay.TARGET, LegRole.CALLER, CallPlay.CALLER, "7001", null);
    Step found = rebuilt(
        with(caller, "variable_cti_queue", "1"),
        talks(CallPlay.TARGET, CallPlay.CALLER, LegRole.CONSULT, CallPlay.CALLER, "139", null));

    assertThat(deeds(found)).noneMatch(deed -> deed.startsWith("keep"));
  }

  @Test
  void attachedDataAreKept() {
    assertThat(dialled("bob").call().facts().origin().data()).containsEntry("order", "A-17");
    assertThat(Variables.data("not base64 !")).isEmpty();
    assertThat(Variables.data(Variables.encoded("no json"))).isEmpty();
  }
}
