package org.ctibar.call;

import java.util.ArrayList;
import java.util.List;

/** A moved call and what is to be done because it moved. */
record Step(CallModel call, List<Effect> effects) {
  Step {
    effects = List.copyOf(effects);
  }

  static Step of(CallModel call, Effect... effects) {
    return new Step(call, List.of(effects));
  }

  Step then(List<Effect> more) {
    List<Effect> all = new ArrayList<>(effects);
    all.addAll(more);
    return new Step(call, all);
  }

  /** What comes of this step and then of the next, which began where this one ended. */
  Step and(Step next) {
    return new Step(next.call, effects).then(next.effects);
  }
}
