package org.ctibar.cluster;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.ctibar.bus.Fence;

/**
 * The time during which this node owns something. Whoever acts as owner looks first: a process that was frozen finds
 * here that its time is over before anybody else can tell it. Safe for any thread.
 */
public final class Tenure {
  private final String holder;
  private final Fence fence;
  private volatile long endsAtNs;
  private volatile boolean over;
  private volatile LongConsumer onSurrender = newer -> {};

  private Tenure(String holder, Fence fence, long endsAtNs) {
    this.holder = holder;
    this.fence = fence;
    this.endsAtNs = endsAtNs;
  }

  static Tenure of(String holder, Fence fence, long sinceNs, Duration length) {
    return new Tenure(holder, fence, sinceNs + length.toNanos());
  }

  static Tenure endless(String resource) {
    return new Tenure("alone", new Fence(resource, 1), System.nanoTime() + Long.MAX_VALUE / 2);
  }

  /** Grows with every owner of the resource. */
  public long epoch() {
    return fence.epoch();
  }

  /** What goes with each message that says something as owner. */
  public Fence fence() {
    return fence;
  }

  /** {@code node:epoch}, as it stands on a switch. */
  public String mark() {
    return holder + ":" + fence.epoch();
  }

  public boolean holds() {
    return !over && System.nanoTime() - endsAtNs < 0;
  }

  /**
   * Somebody else seems to own it, as was found where it matters: the tenure is over at once.
   *
   * @param newer the epoch that was found
   */
  public void surrender(long newer) {
    over = true;
    onSurrender.accept(newer);
  }

  void onSurrender(LongConsumer handler) {
    onSurrender = handler;
  }

  /** Renewed at {@code sinceNs}, of the monotonic clock. */
  void renewed(long sinceNs, Duration length) {
    endsAtNs = sinceNs + length.toNanos();
  }

  void end() {
    over = true;
  }
}
