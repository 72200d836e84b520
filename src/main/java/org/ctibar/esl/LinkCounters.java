package org.ctibar.esl;

import java.util.concurrent.atomic.LongAdder;

/** What a link counts over all its sessions; read from any thread. */
final class LinkCounters {
  final LongAdder staleReplies = new LongAdder();
  final LongAdder unreadableEvents = new LongAdder();
  final LongAdder losses = new LongAdder();
}
