package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctibar.esl.ChannelSnapshot;
import org.ctibar.esl.EslEvent;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final long LATER = 1_100_000;

  private final CallBook book = new CallBook();

  private static ChannelSnapshot channel(String uuid, String... headers) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return new ChannelSnapshot(uuid, EslEvent.of(all, ""));
  }

  private static ChannelSnapshot caller() {
    return channel(CallPlay.CALLER, "Call-Direction", "inbound", "variable_cti_role", "caller");
  }

  private Reconciliation compare(CallPlay play, ChannelSnapshot... channels) {
    return compare(play, LATER, false, channels);
  }

  private Reconciliation compare(
      CallPlay play, long asOf, boolean restarted, ChannelSnapshot... channels) {
    book.put(play.call(), play.nowMs());
    return Reconciliation.of(book, List.of(channels), asOf, leg -> restarted);
  }

  @Test
  void allAgree() {
    Reconciliation found = compare(CallPlay.waiting(), caller());

    assertThat(found.gone()).isEmpty();
    assertThat(found.stale()).isEmpty();
    assertThat(found.arrivals()).isEmpty();
    assertThat(found.unknown()).isEmpty();
  }

  @Test
  void aLegThatTheSwitchHasNoMoreIsGone() {
    assertThat(compare(CallPlay.waiting()).gone()).containsExactly(CallPlay.CALLER);
    assertThat(compare(CallPlay.talking(), caller()).gone()).containsExactly(CallPlay.AGENT);
  }

  @Test
  void aLegThatWasJustAskedForMayStillCome() { // 16, 24
    assertThat(compare(CallPlay.offered(), 1_000_100, false, caller()).gone()).isEmpty();
    assertThat(compare(CallPlay.offered(), LATER, false, caller()).gone())
        .containsExactly(CallPlay.AGENT);
  }

  @Test
  void aLegThatAppearedWhileTheSwitchWasListedIsNotGone() {
    CallPlay rangMeanwhile = CallPlay.offered().at(1_000_200).on("RINGING", CallPlay.AGENT);

    assertThat(compare(rangMeanwhile, 1_000_100, false, caller()).gone()).isEmpty();
    assertThat(compare(rangMeanwhile, 1_000_300, false, caller()).gone())
        .containsExactly(CallPlay.AGENT);
  }

  @Test
  void afterARestartOfTheSwitchAllIsGone() {
    assertThat(compare(CallPlay.offered(), 1_000_100, true).gone())
        .containsExactly(CallPlay.CALLER, CallPlay.AGENT);
  }

  @Test
  void whatIsHeardOnlyNowIsCaughtUpWith() { // 22: only bridge_to tells who is bridged
    Reconciliation parked = compare(
        CallPlay.ringing(),
        caller(),
        channel(
            CallPlay.AGENT, "Answer-State", "answered", "variable_current_application", "park"));
    assertThat(parked.missed())
        .extracting(LegEvent::kind)
        .containsExactly(LegEvent.Kind.ANSWERED, LegEvent.Kind.PARKED);

    Reconciliation bridged = compare(
        CallPlay.bridging(),
        caller(),
        channel(
            CallPlay.AGENT,
            "Answer-State",
            "answered",
            "variable_bridge_to",
            CallPlay.CALLER,
            "variable_signal_bond",
            "somebody else"));
    assertThat(bridged.missed())
        .contains(new LegEvent(LegEvent.Kind.BRIDGED, CallPlay.AGENT, CallPlay.CALLER, true, null));
  }

  @Test
  void whatShouldHaveEndedIsEndedAgain() { // 16
    CallPlay cancelled = CallPlay.ringing().timeUp(CallInput.Timer.RING, CallPlay.AGENT);

    assertThat(compare(cancelled, caller(), channel(CallPlay.AGENT)).stale())
        .containsExactly(CallPlay.AGENT);
    cancelled.timeUp(CallInput.Timer.END, CallPlay.AGENT);
    assertThat(compare(cancelled, caller(), channel(CallPlay.AGENT)).stale())
        .containsExactly(CallPlay.AGENT);
  }

  @Test
  void aParkedCallerOfWhomNobodyHeardArrives() {
    ChannelSnapshot stranger =
        channel("s1", "Call-Direction", "inbound", "variable_current_application", "park");
    ChannelSnapshot elsewhere =
        channel("s2", "Call-Direction", "inbound", "variable_current_application", "echo");

    Reconciliation found = compare(CallPlay.waiting(), caller(), stranger, elsewhere);

    assertThat(found.arrivals()).containsExactly(stranger);
  }

  @Test
  void aParkedCallerWithoutMusicIsSilent() {
    assertThat(compare(CallPlay.waiting(), caller("park", null)).silent())
        .containsExactly(CallPlay.CALLER);
    assertThat(compare(CallPlay.waiting(), caller("playback", "FILE PLAYED")).silent())
        .containsExactly(CallPlay.CALLER);
    assertThat(compare(CallPlay.waiting(), caller("playback", null)).silent()).isEmpty();
  }

  private static ChannelSnapshot caller(String application, String response) {
    return channel(
        CallPlay.CALLER,
        "Answer-State",
        "answered",
        "Channel-State",
        "CS_PARK",
        "variable_current_application",
        application,
        "variable_current_application_response",
        response);
  }

  @Test
  void aLegOfOursThatNoCallKnowsIsUnknown() {
    ChannelSnapshot ours = channel("s1", "variable_cti_role", "agent");

    assertThat(compare(CallPlay.waiting(), caller(), ours).unknown()).containsExactly(ours);
  }
}
