package org.ctibar.verify;

/** Something that has to work, and how that is seen. */
record Scenario(String name, Play play) {
  interface Play {
    /** @throws Exception (or an AssertionError) if it does not work */
    void on(Stage stage) throws Exception;
  }

  /** @return why it failed, {@code null} if it did not */
  String run(Site site) throws Exception {
    Stage stage = new Stage(site);
    try {
      play.on(stage);
      stage.isEmpty();
      return null;
    } catch (AssertionError | Exception e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    } finally {
      stage.clear();
    }
  }
}
