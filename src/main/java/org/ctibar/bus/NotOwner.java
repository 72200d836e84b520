package org.ctibar.bus;

/** Whoever was asked does not own what is asked for any more: the question is sent again, to whom owns it now. */
public final class NotOwner extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotOwner(String resource) {
    super("not the owner of " + resource, null, false, false);
  }
}
