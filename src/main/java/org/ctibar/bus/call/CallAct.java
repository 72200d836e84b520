package org.ctibar.bus.call;

/** What an agent may do with a call beside answering it and hanging up, named as the commands of pages. */
public enum CallAct {
  /** CSTA Hold Call. */
  HOLD("hold"),
  /** CSTA Retrieve Call. */
  UNHOLD("unhold"),
  /** CSTA Single Step Transfer Call, to a phone. */
  TRANSFER_TO_PHONE("transfer"),
  /** The same, to a skill group. */
  TRANSFER_TO_QUEUE("transfer"),
  /** CSTA Consultation Call. */
  CONSULT("consult"),
  /** CSTA Transfer Call. */
  CONSULT_COMPLETE("consultComplete"),
  /** CSTA Reconnect Call. */
  CONSULT_CANCEL("consultCancel"),
  /** CSTA Alternate Call. */
  ALTERNATE("alternate"),
  /** CSTA Conference Call. */
  CONFERENCE("conference"),
  MUTE("mute"),
  UNMUTE("unmute"),
  /** CSTA Generate Digits. */
  DTMF("dtmf"),
  REJECT("reject"),
  /** The phone of the agent's page is a new one: connect it to the call again. */
  REATTACH("reattach");

  private final String command;

  CallAct(String command) {
    this.command = command;
  }

  /** As pages call it, and as {@code allowed} lists it. */
  public String command() {
    return command;
  }
}
