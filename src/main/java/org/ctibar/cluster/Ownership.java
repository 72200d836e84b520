package org.ctibar.cluster;

import io.vertx.core.Future;

/**
 * What exactly one node does at a time, such as driving one switch. A resource is named {@code kind:id}; the kind is
 * that of the verticles that can own it.
 */
public interface Ownership {
  /** Called on the context that contended, one call at a time. */
  interface Owner {
    /** From now on this node owns the resource, until {@link #end} or until the tenure holds no more. */
    Future<Void> begin(Tenure tenure);

    /**
     * Nothing new is taken on. Called while the tenure still holds if it is given back, so that what was taken on is
     * carried out; after it ended if it was lost. Another may begin as soon as this completes.
     */
    Future<Void> end();
  }

  /**
   * Asks for the resource for as long as this node lives; it may come and go.
   *
   * @return completes when the owner has begun for the first time, or another node is known to own the resource
   */
  Future<Void> contend(String resource, Owner owner);

  /** Nobody needs the resource any more. @return completes when it is given back */
  Future<Void> withdraw(String resource);

  /**
   * Whether this node reaches neither the table of owners nor most of the nodes it last agreed with: the others may go
   * on without it, so whatever it says may be out of date. From any thread.
   */
  default boolean cutOff() {
    return false;
  }

  /** Always the owner: for a node that shares nothing with others. */
  static Ownership undisputed() {
    return new Undisputed();
  }
}
