package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctibar.bus.call.CallIds;
import org.ctibar.esl.EslEvent;
import org.ctibar.store.Directory;
import org.ctibar.store.Group;
import org.ctibar.store.NumberRoute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller is routed, answered before anything else, and told to the switch and the queue. */
class ArrivalTest {
  private static final Directory DIRECTORY = Directory.builder()
      .add(new Group("1", "support", 20_000, 0, true, Group.DEFAULT_STRATEGY))
      .add(NumberRoute.of("7001", "1"))
      .add(new NumberRoute("7002", "1", Optional.of(false)))
      .build();

  private static EslEvent parked(String dialled, String number, String name, String answerState) {
    Map<String, String> headers = new HashMap<>(Map.of(
        "Event-Name",
        "CHANNEL_PARK",
        "Unique-ID",
        CallPlay.CALLER,
        "Call-Direction",
        "inbound",
        "Answer-State",
        answerState,
        "Caller-Destination-Number",
        dialled));
    if (number != null) {
      headers.put("Caller-Caller-ID-Number", number);
      headers.put("Caller-Caller-ID-Name", name);
    }
    return EslEvent.of(headers, "");
  }

  private static Optional<Step> route(EslEvent channel) {
    return Arrival.route(channel, "fs1", DIRECTORY, CallPlay.TIMES, 1_000_000);
  }

  private static List<String> deeds(Step step) {
    return Deeds.of(step.effects(), Map.of(CallPlay.CALLER, "caller"));
  }

  @Test
  void aCallerWhoIsNotAnsweredIsAnsweredBeforeQueueing() { // 11
    assertThat(deeds(route(parked("7001", "138", "Bob", "ringing")).orElseThrow()))
        .containsExactly(
            "answer caller", "remember caller waiting", "queue: enqueue", "music caller");
  }

  @Test
  void anAnsweredCallerIsNotAnsweredAgain() {
    assertThat(deeds(route(parked("7001", "138", "Bob", "answered")).orElseThrow()))
        .startsWith("remember caller waiting");
  }

  @Test
  void aNumberThatNobodyRoutesLeadsNowhere() {
    assertThat(route(parked("7777", "138", "Bob", "answered"))).isEmpty();
  }

  @Test
  void theNumberDecidesAboutSpeechRecognitionElseTheGroup() {
    assertThat(origin(parked("7001", "138", "Bob", "answered")).enableAsr()).isTrue();
    assertThat(origin(parked("7002", "138", "Bob", "answered")).enableAsr()).isFalse();
  }

  @Test
  void aCallerWithoutNumberIsTakenAllTheSame() {
    CallOrigin origin = origin(parked("7001", null, null, "answered"));

    assertThat(origin.from()).isEmpty();
    assertThat(origin.fromName()).isNull();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "13800001111,              13800001111",
    "+86 138-0000-1111,        +8613800001111",
    "'138\n\napi shutdown',    138apishutdown",
    "'138,&system(x)',         138systemx",
    "'${x}',                   x",
    "'{a=b}1002',              ab1002",
    "anonymous,                anonymous",
  })
  void ofANumberOnlyWhatANumberHasIsKept(String fromSip, String kept) { // 3
    assertThat(origin(parked("7001", fromSip, "Bob", "answered")).from()).isEqualTo(kept);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'x\n\napi shutdown',       x api shutdown",
    "O'Neil,                    O’Neil",
    "'Bob,api_on_answer=x',     'Bob,api_on_answer=x'", // harmless where ; separates
    "'${system(x)}',            (system(x))",
  })
  void aNameIsCleanedNotRefused(String fromSip, String shown) { // 3, 4, 5
    assertThat(origin(parked("7001", "138", fromSip, "answered")).fromName()).isEqualTo(shown);
  }

  @Test
  void everyLegCarriesWhatKeepsACallerAlive() { // head of the rules, 1, 2, 10, 14, 29
    Step step = route(parked("7001", "138", "Bob", "answered")).orElseThrow();
    Map<String, String> customer = step.effects().stream()
        .filter(Effect.SetVariables.class::isInstance)
        .map(e -> ((Effect.SetVariables) e).values())
        .findFirst()
        .orElseThrow();
    Map<String, String> agent = variablesOf(CallPlay.offered());
    Map<String, String> own = variablesOf(CallPlay.dialling());

    assertThat(List.of(customer, agent, own))
        .allSatisfy(leg -> assertThat(leg)
            .containsEntry("park_after_bridge", "true")
            .containsEntry("uuid_bridge_park_on_cancel", "true")
            .containsEntry("park_after_early_bridge", "true")
            .containsEntry("continue_on_fail", "true")
            .containsEntry("hangup_after_bridge", "false")
            .containsEntry("hold_hangup_xfer_exten", "park:inline")
            .containsEntry("force_transfer_context", "cti-refer")
            .containsEntry("send_silence_when_idle", "-1")
            .containsKeys(Variables.CALL, Variables.ROLE, Variables.STATE, Variables.SINCE));
    assertThat(List.of(agent, own))
        .allSatisfy(leg -> assertThat(leg)
            .containsEntry("ignore_early_media", "true")
            .containsEntry("outbound_redirect_fatal", "true") // 15
            .containsKeys("rtp_hold_timeout_sec") // 27
            .doesNotContainKey("park_timeout"));
    assertThat(agent).containsEntry("execute_on_answer", "sched_hangup +90 alloted_timeout"); // 7
  }

  private static CallTimes ringing(long ownPhoneMs, long calleeMs) {
    return new CallTimes(
        ownPhoneMs, calleeMs, 500, 250, 2_000, CallTimes.UNLIMITED, CallTimes.UNLIMITED);
  }

  @Test
  void theOwnPhoneOfAnAgentWhoCallsOutlivesTheCalleesRinging() { // 7
    long ringsMs = CallPlay.TIMES.ownPhone() + CallPlay.TIMES.callee();
    assertThat(variablesOf(CallPlay.dialling()))
        .containsEntry("execute_on_answer", "sched_hangup +110 alloted_timeout");
    assertThat(110_000).isGreaterThan((int) ringsMs);
    assertThat(Variables.unbridgedSeconds(ringing(20_000, 300_000))).isEqualTo(350);
    assertThat(Variables.unbridgedSeconds(ringing(5_000, 10_000))).isEqualTo(90);
  }

  @Test
  void aChannelThatIsNotNamedByAUuidHasACallThatIs() {
    EslEvent channel = parked("7001", "138", "Bob", "answered");
    Map<String, String> headers = new HashMap<>(channel.headers());
    headers.put("Unique-ID", "a84b4c76e66710");

    CallModel call = route(EslEvent.of(headers, "")).orElseThrow().call();

    assertThat(call.facts().legs()).containsOnlyKeys("a84b4c76e66710");
    assertThat(call.facts().callId()).isEqualTo(Arrival.callId("a84b4c76e66710"));
    assertThat(CallIds.offer(call.facts().callId(), 1)).isNotEmpty();
    assertThat(CallRecorder.record(call.facts(), 0, 1_000_000L).callId())
        .hasToString(call.facts().callId());
    assertThat(Arrival.callId(CallPlay.CALLER)).isEqualTo(CallPlay.CALLER);
  }

  @Test
  void noValueHoldsADollar() { // 5
    assertThat(variablesOf(CallPlay.dialling()).values()).noneMatch(v -> v.contains("$"));
    String encoded = Variables.encoded("${x}'\n王");
    assertThat(encoded).matches("[A-Za-z0-9_-]+");
    assertThat(Variables.decoded(encoded)).isEqualTo("${x}'\n王");
  }

  private static Map<String, String> variablesOf(CallPlay play) {
    return play.effect(Effect.Originate.class).orElseThrow().target().variables();
  }

  private static CallOrigin origin(EslEvent channel) {
    return route(channel).orElseThrow().call().facts().origin();
  }
}
