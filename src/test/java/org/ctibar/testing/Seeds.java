package org.ctibar.testing;

/** How many random inputs a test tries: many more in {@code scripts/test long}. Such tests have the tag {@link #TAG}. */
public final class Seeds {
  public static final String TAG = "seeds";

  private Seeds() {}

  /** @param usual number, where nobody asks for more */
  public static int count(int usual) {
    return usual * Integer.getInteger("test.seeds", 1);
  }
}
