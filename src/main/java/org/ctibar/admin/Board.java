package org.ctibar.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.ctibar.bus.agent.Presence;
import org.ctibar.bus.agent.Work;
import org.ctibar.bus.call.Direction;
import org.ctibar.bus.call.LiveCall;

/**
 * What supervisors see, as docs/protocol/console.md has it: all of it, or what changed. Times are ms since 1970.
 *
 * @param node whose revisions these are
 * @param at the clock of that node
 * @param limits by which the figures of the day are counted; null in a delta
 */
public record Board(
    String type,
    String node,
    long revision,
    long at,
    DayLimits limits,
    List<AgentRow> agents,
    List<GroupRow> groups,
    List<LiveCall> calls,
    List<SwitchRow> switches,
    List<NodeRow> nodes,
    Gone gone) {

  public static final String SNAPSHOT = "snapshot";
  public static final String DELTA = "delta";

  /**
   * @param since of the present presence or, during a call, of the present work
   * @param readyAt end of wrap-up; the past or 0 if there is none
   * @param callId null without a call, as all that follows up to {@code noPage}
   * @param noPage true while no page of one who is signed in is open: no call is offered then; null otherwise
   */
  public record AgentRow(
      String id,
      String name,
      String extNo,
      List<String> groups,
      Presence presence,
      String reason,
      Work work,
      long since,
      long readyAt,
      String next,
      String callId,
      Direction direction,
      String popScreenNo,
      String queueId,
      Long callSince,
      Boolean noPage) {}

  /** @param longestWaitSince null when nobody waits */
  public record GroupRow(
      String id,
      String name,
      int members,
      int signedIn,
      int ready,
      int talking,
      int waiting,
      Long longestWaitSince,
      @JsonUnwrapped DayFigures day) {}

  /** @param owner id of the node that drives it; null if none does */
  public record SwitchRow(String id, String owner, boolean up, int calls) {}

  /** @param goneAt when it was heard last, of one that is not heard any more; null otherwise */
  public record NodeRow(
      String id,
      long startedAt,
      List<String> verticles,
      List<String> owned,
      int pages,
      double cpu,
      long heapUsedBytes,
      long heapMaxBytes,
      Long goneAt) {

    /** Owns and serves nothing any more. */
    NodeRow gone(long at) {
      return new NodeRow(
          id, startedAt, verticles, List.of(), 0, 0, heapUsedBytes, heapMaxBytes, at);
    }
  }

  /** Ids of rows that are no more. */
  public record Gone(
      List<String> agents,
      List<String> groups,
      List<String> calls,
      List<String> switches,
      List<String> nodes) {
    static final Gone NOTHING = new Gone(List.of(), List.of(), List.of(), List.of(), List.of());
  }
}
