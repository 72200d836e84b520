package org.ctibar.bus.agent;

import java.util.Map;
import org.ctibar.bus.call.Direction;

/**
 * A call as its agent sees it.
 *
 * @param switchId where the commands for this call go
 * @param leg the channel through which the agent takes part: a call that comes back has another; null if not known
 * @param popScreenNo caller (INBOUND), callee (OUTBOUND), the other extension (INTERNAL)
 * @param displayName the other party's name, cleaned; null if none was sent
 * @param queue null if the call came through no skill group
 * @param data attached data, perhaps empty
 * @param reason why the call comes back to an agent: {@code transfer_failed}, {@code agent_lost}, or
 *     {@code preferred} if a supervisor let the caller go first; null for a new one
 */
public record CallView(
    String callId,
    String switchId,
    String leg,
    Direction direction,
    String popScreenNo,
    String displayName,
    boolean enableAsr,
    QueueRef queue,
    Map<String, String> data,
    String reason,
    Treatment treatment) {

  public CallView {
    data = data == null ? Map.of() : Map.copyOf(data);
    treatment = treatment == null ? Treatment.PLAIN : treatment;
  }

  public CallView as(Treatment other) {
    return new CallView(
        callId,
        switchId,
        leg,
        direction,
        popScreenNo,
        displayName,
        enableAsr,
        queue,
        data,
        reason,
        other);
  }

  /** A new call that nobody has done anything with. */
  public CallView(
      String callId,
      String switchId,
      Direction direction,
      String popScreenNo,
      String displayName,
      boolean enableAsr,
      QueueRef queue,
      Map<String, String> data) {
    this(
        callId,
        switchId,
        null,
        direction,
        popScreenNo,
        displayName,
        enableAsr,
        queue,
        data,
        null,
        Treatment.PLAIN);
  }

  /** What tells this part in a call from any other of the same agent. */
  public String part() {
    return leg == null ? callId : leg;
  }

  /** A skill group as the agent is told of it. */
  public record QueueRef(String id, String name) {}

  /**
   * What the agent has done with the call.
   *
   * @param muted the agent's voice is cut off
   * @param heldBy {@code agent} by command, {@code phone} by the phone's own key; null while not on hold
   * @param consult the party that is consulted; null without one
   * @param phonesOwn the phone itself made or took the call: nothing can be done with it from here but ending it
   */
  public record Treatment(boolean muted, String heldBy, Consult consult, boolean phonesOwn) {
    public static final Treatment PHONES_OWN = new Treatment(false, null, null, true);
    public static final Treatment PLAIN = new Treatment(false, null, null);
    public static final String BY_AGENT = "agent";
    public static final String BY_PHONE = "phone";

    public Treatment(boolean muted, String heldBy, Consult consult) {
      this(muted, heldBy, consult, false);
    }
  }

  /**
   * @param to extension or outside number
   * @param state {@code ringing}, {@code talking} with the agent, {@code held} while the agent talks with the customer
   */
  public record Consult(String to, String state) {
    public static final String RINGING = "ringing";
    public static final String TALKING = "talking";
    public static final String HELD = "held";

    public boolean answered() {
      return !RINGING.equals(state);
    }
  }
}
