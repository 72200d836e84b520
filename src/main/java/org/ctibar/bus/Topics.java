package org.ctibar.bus;

import org.ctibar.bus.agent.AgentChanged;
import org.ctibar.bus.agent.AgentCommand;
import org.ctibar.bus.agent.AgentEvent;
import org.ctibar.bus.agent.AgentReply;
import org.ctibar.bus.call.CallCommand;
import org.ctibar.bus.call.CallEvent;
import org.ctibar.bus.call.CallsListed;
import org.ctibar.bus.call.PhoneNews;
import org.ctibar.bus.queue.QueueCommand;
import org.ctibar.bus.queue.QueueEvent;
import org.ctibar.bus.queue.QueueOpened;

/** Every address of the event bus with what may be said there. */
public final class Topics {
  public static final RequestTopic<AgentCommand, AgentReply> AGENT_COMMAND =
      RequestTopic.ofAnyNode("cti.agent.command", AgentCommand.class, AgentReply.class);

  /** One address for all agents, ADR 14. */
  public static final PublishTopic<AgentEvent> AGENT_EVENT =
      new PublishTopic<>("cti.agent.event", AgentEvent.class);

  public static final PublishTopic<AgentChanged> AGENT_CHANGED =
      new PublishTopic<>("cti.agent.changed", AgentChanged.class);

  /** Suffix: queue id. */
  public static final RequestTopic<QueueCommand, Void> QUEUE_COMMAND =
      RequestTopic.ofOwner("cti.queue.command.", QueueCommand.class, Void.class);

  /** One address for all queues, ADR 14. */
  public static final PublishTopic<QueueEvent> QUEUE_EVENT =
      new PublishTopic<>("cti.queue.event", QueueEvent.class);

  public static final PublishTopic<QueueOpened> QUEUE_OPENED =
      new PublishTopic<>("cti.queue.opened", QueueOpened.class);

  /** Suffix: switch id. */
  public static final RequestTopic<CallCommand, Void> CALL_COMMAND =
      RequestTopic.ofOwner("cti.call.command.", CallCommand.class, Void.class);

  /** One address for all switches, ADR 14. */
  public static final PublishTopic<CallEvent> CALL_EVENT =
      new PublishTopic<>("cti.call.event", CallEvent.class);

  public static final PublishTopic<CallsListed> CALLS_LISTED =
      new PublishTopic<>("cti.call.listed", CallsListed.class);

  /** Somebody begins to watch: owners tell how all that is theirs stands. */
  public static final PublishTopic<WatchBegan> WATCH_BEGAN =
      new PublishTopic<>("cti.watch.began", WatchBegan.class);

  public static final PublishTopic<NodeNews> NODE_NEWS =
      new PublishTopic<>("cti.node.news", NodeNews.class);

  public static final PublishTopic<PhoneNews> PHONES =
      new PublishTopic<>("cti.phones", PhoneNews.class);

  public static final PublishTopic<PasswordChecked> PASSWORD_CHECKED =
      new PublishTopic<>("cti.password.checked", PasswordChecked.class);

  private Topics() {}
}
