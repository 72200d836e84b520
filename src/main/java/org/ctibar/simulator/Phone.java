package org.ctibar.simulator;

/** A phone of an extension, to be scripted by tests. */
public final class Phone {
  private static final long REFUSAL_MS = 200;

  final String extension;
  private final Core core;
  private PhoneBehaviour scripted;
  boolean registered;

  Phone(Core core, String extension) {
    this.core = core;
    this.extension = extension;
    this.registered = !extension.equals("1047");
  }

  /** From the next call on, whatever the leg says; null for what phones do by themselves. */
  public Phone behave(PhoneBehaviour behaviour) {
    scripted = behaviour;
    return this;
  }

  /** An agent's phone waits to be told; others are answered by somebody after a while. */
  PhoneBehaviour behaviourFor(Channel leg) {
    if (scripted != null) {
      return scripted;
    }
    return switch (extension) {
      case "1048" -> PhoneBehaviour.refusesAfter(REFUSAL_MS, "USER_BUSY");
      case "1049" -> PhoneBehaviour.neverAnswers();
      default -> byVariables(leg);
    };
  }

  private PhoneBehaviour byVariables(Channel leg) {
    if (leg.isTrue("sip_auto_answer")) {
      return PhoneBehaviour.answersAfter(0);
    }
    return leg.variable("cti_role").matches("agent|relay")
        ? PhoneBehaviour.ringsUntilTold()
        : PhoneBehaviour.answersAfter(core.config.phoneAnswerMs());
  }
}
