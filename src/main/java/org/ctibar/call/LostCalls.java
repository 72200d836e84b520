package org.ctibar.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctibar.bus.ErrorCode;
import org.ctibar.bus.Topics;
import org.ctibar.bus.agent.AgentCommand.CallProgress;
import org.ctibar.bus.agent.AgentCommand.Look;
import org.ctibar.bus.agent.AgentSnapshot;
import org.ctibar.bus.agent.CallStep;
import org.ctibar.store.Person;

/** Agents may believe in a call of which nothing is left: it ended while nobody owned its switch. */
final class LostCalls {
  private static final int CHUNK = 200;

  private final Vertx vertx;
  private final String switchId;
  private final String cause;

  /** @param cause of their end, as agents are told */
  LostCalls(Vertx vertx, String switchId, String cause) {
    this.vertx = vertx;
    this.switchId = switchId;
    this.cause = cause;
  }

  /** @return for each agent in a call of this switch the news that would end it */
  Future<List<CallProgress>> believed(List<Person> people) {
    return chunk(people, 0, new ArrayList<>());
  }

  private Future<List<CallProgress>> chunk(
      List<Person> people, int from, List<CallProgress> found) {
    if (from >= people.size()) {
      return Future.succeededFuture(found);
    }
    int to = Math.min(people.size(), from + CHUNK);
    List<Future<AgentSnapshot>> looks = people.subList(from, to).stream()
        .map(person -> Topics.AGENT_COMMAND
            .ask(vertx, new Look(person.username()))
            .map(reply -> {
              ending(person, reply.snapshot()).ifPresent(found::add);
              return reply.snapshot();
            }))
        .toList();
    return Future.all(looks).compose(all -> chunk(people, to, found));
  }

  private Optional<CallProgress> ending(Person person, AgentSnapshot agent) {
    return Optional.ofNullable(agent.call())
        .filter(call -> switchId.equals(call.switchId()))
        .map(call ->
            new CallProgress(person.username(), CallStep.ENDED, null, call, cause, ErrorCode.OK));
  }
}
