package org.ctibar.queue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctibar.bus.SoleOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.Member;

/** Owns the queues of this node, one for each skill group of the directory. */
public final class QueueVerticle extends VerticleBase {
  private static final String NAME = QueueVerticle.class.getSimpleName();

  private final QueueConfig config;
  private final DirectorySource directory;
  private final Clock clock;
  private final Map<String, QueueOwner> queues = new HashMap<>();

  public QueueVerticle(QueueConfig config, DirectorySource directory, Clock clock) {
    this.config = config;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return SoleOwner.claim(vertx, NAME)
        .compose(v -> open().onFailure(e -> SoleOwner.release(vertx, NAME)));
  }

  @Override
  public Future<?> stop() {
    SoleOwner.release(vertx, NAME);
    return Future.succeededFuture();
  }

  private Future<?> open() {
    directory.onChange(this::adopt);
    vertx.setPeriodic(config.surveyEvery().toMillis(), t -> surveyAll());
    var news = Topics.AGENT_CHANGED.subscribe(vertx, "", this::agentChanged);
    return news.completion().compose(v -> adopt(directory.current()));
  }

  private Future<?> adopt(Directory newest) {
    Map<String, Group> groups =
        newest.groups().stream().collect(Collectors.toMap(Group::id, g -> g));
    queues.entrySet().removeIf(queue -> {
      boolean gone = !groups.containsKey(queue.getKey());
      if (gone) {
        queue.getValue().close();
      }
      return gone;
    });
    List<Future<Void>> opened = groups.values().stream()
        .map(group -> adopt(group, membersOf(newest, group.id())))
        .toList();
    return Future.all(opened);
  }

  private Future<Void> adopt(Group group, Set<String> members) {
    QueueOwner known = queues.get(group.id());
    if (known != null) {
      known.configure(group, members);
      return Future.succeededFuture();
    }
    QueueOwner fresh = new QueueOwner(vertx, clock, config, group);
    queues.put(group.id(), fresh);
    return fresh.open(members);
  }

  private void agentChanged(AgentChanged news) {
    queues.values().forEach(queue -> queue.agentChanged(news));
  }

  private void surveyAll() {
    Directory now = directory.current();
    queues.forEach((id, queue) -> queue.survey(membersOf(now, id)));
  }

  private static Set<String> membersOf(Directory directory, String groupId) {
    return directory.members(groupId).stream().map(Member::username).collect(Collectors.toSet());
  }
}
