package org.ctibar.verify;

/** Something that has to work, and how that is seen. */
record Scenario(String name, Play play) {
  interface Play {
    /** @throws Exception (or an AssertionError) if it does not work */
    void on(Stage stage) throws Exception;
  }

  /**
   * @param failure {@code null} if it works
   * @param remark what else is worth knowing, perhaps nothing
   */
  record Outcome(String failure, String remark) {}

  Outcome run(Site site) throws Exception {
    Stage stage = new Stage(site);
    try {
      play.on(stage);
      stage.isEmpty();
      return new Outcome(null, stage.remark());
    } catch (AssertionError | Exception e) {
      String failure = e.getMessage() == null ? e.toString() : e.getMessage();
      return new Outcome(failure, stage.remark());
    } finally {
      stage.clear();
    }
  }
}
