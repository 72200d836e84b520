package org.ctibar.verify.walk;

import java.util.List;

/** In which a random walk goes: agents, phones that are nobody's, callers, and the switch between them. */
public interface World {
  List<Party> parties();

  /** Phones that agents may call: outside, or an extension at which nobody is signed in. */
  List<Handset> strangers();

  /** Numbers that lead nowhere, and an extension whose phone is not there. */
  List<String> badNumbers();

  /** Groups to which calls can be transferred. */
  List<String> groups();

  Caller newCaller();

  /** What lives on the switch. */
  List<String> channels();
}
