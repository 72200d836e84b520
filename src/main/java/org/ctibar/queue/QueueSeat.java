package org.ctibar.queue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.cluster.Ownership;
import org.ctibar.cluster.Tenure;
import org.ctibar.store.Group;

/** One skill group as this node sees it: driven here while this node owns it, and only known otherwise. */
final class QueueSeat implements Ownership.Owner {
  /** With what every queue works. @param switches whose callers are to be told before anybody is offered one */
  record Work(Vertx vertx, Clock clock, QueueConfig config, List<String> switches) {}

  private final Work work;
  private Group group;
  private Map<String, Integer> members;
  private QueueOwner owner;

  QueueSeat(Work work, Group group, Map<String, Integer> members) {
    this.work = work;
    this.group = group;
    this.members = members;
  }

  @Override
  public Future<Void> begin(Tenure tenure) {
    owner = new QueueOwner(work, group, tenure);
    return owner.open(members);
  }

  @Override
  public Future<Void> end() {
    QueueOwner ended = owner;
    owner = null;
    return ended == null ? Future.succeededFuture() : ended.close();
  }

  void configure(Group newest, Map<String, Integer> newestMembers) {
    group = newest;
    members = newestMembers;
    if (owner != null) {
      owner.configure(newest, newestMembers);
    }
  }

  void agentChanged(AgentChanged news) {
    if (owner != null) {
      owner.agentChanged(news);
    }
  }

  void announce() {
    if (owner != null) {
      owner.announce();
    }
  }

  void survey() {
    if (owner != null) {
      owner.survey(members);
    }
  }
}
