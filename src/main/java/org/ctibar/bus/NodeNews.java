package org.ctibar.bus;

import java.util.List;
import java.util.Map;

/**
 * How a node fares, told every two seconds.
 *
 * @param node as {@link NodeName} has it
 * @param at ms since 1970, by the node's clock
 * @param owned {@code call:…} and {@code queue:…}
 * @param switches that it owns, and whether it reaches them
 * @param pages connected to it
 * @param cpu used by the process, of 1 for all processors; negative while not known
 */
public record NodeNews(
    String node,
    long at,
    long startedAt,
    List<String> verticles,
    List<String> owned,
    Map<String, Boolean> switches,
    int pages,
    double cpu,
    long heapUsedBytes,
    long heapMaxBytes) {}
