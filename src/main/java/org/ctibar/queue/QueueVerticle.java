package org.ctibar.queue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctibar.bus.SoleOwner;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.call.SwitchNames;
import org.ctibar.cluster.Ownership;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Group;
import org.ctibar.store.Member;

/** Takes part in owning the queues, one for each skill group of the directory. */
public final class QueueVerticle extends VerticleBase {
  private static final String NAME = QueueVerticle.class.getSimpleName();

  private final QueueConfig config;
  private final DirectorySource directory;
  private final Clock clock;
  private final Ownership ownership;
  private final List<String> switches;
  private final Map<String, QueueSeat> queues = new HashMap<>();

  public QueueVerticle(
      QueueConfig config,
      DirectorySource directory,
      Clock clock,
      Ownership ownership,
      SwitchNames switches) {
    this.switches = switches.ids();
    this.config = config;
    this.directory = directory;
    this.clock = clock;
    this.ownership = ownership;
  }

  @Override
  public Future<?> start() {
    return SoleOwner.claim(vertx, NAME)
        .compose(v -> open().onFailure(e -> SoleOwner.release(vertx, NAME)));
  }

  @Override
  public Future<?> stop() {
    SoleOwner.release(vertx, NAME);
    return Future.join(queues.keySet().stream()
        .map(QueueVerticle::resource)
        .map(ownership::withdraw)
        .toList());
  }

  private Future<?> open() {
    directory.onChange(this::adopt);
    vertx.setPeriodic(
        config.surveyEvery().toMillis(), t -> queues.values().forEach(QueueSeat::survey));
    Topics.WATCH_BEGAN.subscribe(vertx, "", watch -> queues.values().forEach(QueueSeat::announce));
    var news = Topics.AGENT_CHANGED.subscribe(vertx, "", this::agentChanged);
    return news.completion().compose(v -> adopt(directory.current()));
  }

  private Future<?> adopt(Directory newest) {
    Map<String, Group> groups =
        newest.groups().stream().collect(Collectors.toMap(Group::id, g -> g));
    List<String> gone =
        queues.keySet().stream().filter(id -> !groups.containsKey(id)).toList();
    gone.forEach(id -> {
      queues.remove(id);
      ownership.withdraw(resource(id));
    });
    return Future.all(groups.values().stream()
        .map(group -> adopt(group, levels(newest, group.id())))
        .toList());
  }

  private Future<Void> adopt(Group group, Map<String, Integer> members) {
    QueueSeat known = queues.get(group.id());
    if (known != null) {
      known.configure(group, members);
      return Future.succeededFuture();
    }
    QueueSeat fresh =
        new QueueSeat(new QueueSeat.Work(vertx, clock, config, switches), group, members);
    queues.put(group.id(), fresh);
    return ownership.contend(resource(group.id()), fresh);
  }

  private void agentChanged(AgentChanged news) {
    queues.values().forEach(queue -> queue.agentChanged(news));
  }

  private static String resource(String queueId) {
    return "queue:" + queueId;
  }

  private static Map<String, Integer> levels(Directory directory, String groupId) {
    return directory.members(groupId).stream()
        .collect(Collectors.toMap(Member::username, Member::priority));
  }
}
