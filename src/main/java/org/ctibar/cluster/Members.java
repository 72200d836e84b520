package org.ctibar.cluster;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Who this node sees. Safe for any thread; listeners are called on the context that added them. */
public interface Members {
  Member self();

  /** With this node. */
  Set<Member> all();

  /** Of all, as {@link Member#name} tells them apart. */
  default Set<String> names() {
    return all().stream().map(Member::name).collect(Collectors.toSet());
  }

  /** @param listener hears of each member that is not seen any more, be it dead, frozen or cut off */
  void onLeft(Consumer<Member> listener);

  /** @param listener hears of each newcomer */
  void onJoined(Consumer<Member> listener);

  /**
   * @param listener called when the others take this node in again after both sides had gone on apart: what this node
   *     told and heard since then is not theirs
   */
  void onReturned(Runnable listener);

  /**
   * Whether what nodes share stands on as many of them as it should, since this one came: until then the next that is
   * killed might take some of it along.
   */
  boolean backedUp();

  /** A node without others. */
  static Members alone(String nodeId) {
    return new Members() {
      private final Member self = Member.born(nodeId, null);

      @Override
      public Member self() {
        return self;
      }

      @Override
      public Set<Member> all() {
        return Set.of(self);
      }

      @Override
      public void onLeft(Consumer<Member> listener) {}

      @Override
      public void onJoined(Consumer<Member> listener) {}

      @Override
      public void onReturned(Runnable listener) {}

      @Override
      public boolean backedUp() {
        return true;
      }
    };
  }
}
