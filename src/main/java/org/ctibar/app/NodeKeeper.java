package org.ctibar.app;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a node in this process. One that the others had gone on without is replaced by a new one when they take it in
 * again: what it subscribed to and believed meanwhile is not theirs. Safe for any thread.
 */
final class NodeKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(NodeKeeper.class);
  private static final long TRY_AGAIN_MS = 2_000;

  private final Supplier<Future<Node>> starter;
  private Node node;
  private boolean stopped;

  NodeKeeper(Supplier<Future<Node>> starter) {
    this.starter = starter;
  }

  /** @return as {@link Node#start} */
  Future<Void> start() {
    return starter.get().compose(this::keep);
  }

  /** Completes when the node has stopped, and none comes after it. */
  Future<Void> stop() {
    Node last;
    synchronized (this) {
      stopped = true;
      last = node;
    }
    return last == null ? Future.succeededFuture() : last.stop();
  }

  private Future<Void> keep(Node fresh) {
    synchronized (this) {
      node = fresh;
      if (stopped) {
        return fresh.stop();
      }
    }
    // Of no event loop: those end with the node.
    fresh.returned().onSuccess(v -> new Thread(() -> replace(fresh), "node begins anew").start());
    return Future.succeededFuture();
  }

  /** The old one may have failed to stop in good order, as nothing around it was: it is gone all the same. */
  private void replace(Node old) {
    LOG.warn("Node begins anew, for the others had gone on without it");
    done("Node did not stop in good order", old.stop());
    try {
      while (isWanted() && !done("Node does not start, and tries again", start())) {
        Thread.sleep(TRY_AGAIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isWanted() {
    return !stopped;
  }

  private static boolean done(String otherwise, Future<Void> future) {
    return future
        .map(true)
        .otherwise(e -> {
          LOG.error("{} reason={}", otherwise, e.toString());
          return false;
        })
        .await();
  }
}
