package org.ctibar.call;

import java.time.Duration;
import java.util.regex.Pattern;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Section;
import org.ctibar.esl.Commands;
import org.ctibar.esl.Originate;

/**
 * @param music what callers hear who wait: a stream that the switch can play, for ever
 * @param ringback what an agent hears while the callee's phone rings
 * @param conferenceProfile of mod_conference
 * @param phoneProfile the SIP profile at which agents' phones register
 * @param outbound dial string for outside numbers, with the place {@code {number}}
 * @param mediaTimeout after which an agent's phone that sends no sound counts as lost
 * @param phoneGrace a phone that registers again within it was never away
 * @param startWait how long a start waits for switches that are slow to tell which calls they hold
 * @param reconcileEvery how often the calls are compared with the switch, should an event have been lost
 * @param peers the other switches
 * @param toll what may be called outside
 */
public record CallConfig(
    String music,
    String ringback,
    String conferenceProfile,
    String phoneProfile,
    String outbound,
    CallTimes times,
    Duration mediaTimeout,
    Duration phoneGrace,
    Duration startWait,
    Duration reconcileEvery,
    Fallback fallback,
    Peers peers,
    TollConfig toll) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final String SAMPLE_NUMBER = "13800001111";

  /** @param root holds settings that stand above the others: {@code outbound}, {@code fallback} and {@code switchPeers} */
  public static CallConfig from(Section s, Section root, Section toll) {
    CallTimes times = new CallTimes(
        s.number("ownPhoneMs", 1_000, 120_000),
        s.number("calleeMs", 1_000, 300_000),
        s.number("bridgeMs", 100, 10_000),
        s.number("bridgeGraceMs", 0, 5_000),
        s.number("legEndMs", 100, 30_000),
        TollConfig.longestCall(toll),
        TollConfig.outsideToOutside(toll));
    return new CallConfig(
        stream(s, "music"),
        stream(s, "ringback"),
        name(s, "conferenceProfile"),
        name(s, "phoneProfile"),
        checked(root.nonEmpty("outbound")),
        times,
        s.millis("mediaTimeoutMs", 1_000, 3_600_000),
        s.millis("phoneGraceMs", 0, 600_000),
        s.millis("startWaitMs", 0, 60_000),
        s.millis("reconcileMs", 1_000, 600_000),
        Fallback.from(s, root.text("fallback")),
        Peers.from(root, s),
        TollConfig.from(toll));
  }

  public CallConfig with(Peers others) {
    return new CallConfig(
        music,
        ringback,
        conferenceProfile,
        phoneProfile,
        outbound,
        times,
        mediaTimeout,
        phoneGrace,
        startWait,
        reconcileEvery,
        fallback,
        others,
        toll);
  }

  private static String stream(Section s, String key) {
    String stream = s.nonEmpty(key);
    if (!Commands.isStream(stream)) {
      throw s.problem(key, "is nothing that can be played: '" + stream + "'");
    }
    return stream;
  }

  static String name(Section s, String key) {
    String name = s.nonEmpty(key);
    if (!NAME.matcher(name).matches()) {
      throw s.problem(key, "is no name: '" + name + "'");
    }
    return name;
  }

  private static String checked(String outbound) {
    if (!outbound.contains(DialPlan.PLACE)
        || !Originate.isDialString(outbound.replace(DialPlan.PLACE, SAMPLE_NUMBER))) {
      throw new ConfigException(
          "outbound",
          "must be like sofia/gateway/trunk/" + DialPlan.PLACE + ", not '" + outbound + "'");
    }
    return outbound;
  }
}
