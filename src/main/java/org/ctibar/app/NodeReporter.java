package org.ctibar.app;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.ctibar.bus.NodeNews;
import org.ctibar.bus.Topics;
import org.ctibar.call.Switches;
import org.ctibar.cluster.LeasedOwnership;
import org.ctibar.cluster.Members;

/** Tells whoever watches how this node fares. */
final class NodeReporter {
  private static final long EVERY_MS = 2_000;

  private final Vertx vertx;
  private final Members members;
  private final long startedAt = ManagementFactory.getRuntimeMXBean().getStartTime();
  private volatile Supplier<Future<List<String>>> owned = () -> Future.succeededFuture(List.of());
  private volatile Supplier<Map<String, Boolean>> switches = Map::of;
  private volatile IntSupplier pages = () -> 0;

  NodeReporter(Vertx vertx, Members members) {
    this.vertx = vertx;
    this.members = members;
  }

  void owned(LeasedOwnership ownership) {
    owned = ownership::owned;
  }

  void switches(Switches known) {
    switches = () -> {
      Map<String, Boolean> up = new TreeMap<>();
      known.driven().forEach((id, driven) -> up.put(id, driven.up()));
      return up;
    };
  }

  void pages(IntSupplier connected) {
    pages = connected;
  }

  /** @param verticles that run, by the time they are asked for */
  void begin(Supplier<Collection<String>> verticles) {
    vertx.setPeriodic(
        0, EVERY_MS, t -> owned.get().onSuccess(mine -> report(verticles.get(), mine)));
  }

  private void report(Collection<String> verticles, List<String> mine) {
    Runtime heap = Runtime.getRuntime();
    Topics.NODE_NEWS.publish(
        vertx,
        "",
        new NodeNews(
            members.self().name(),
            System.currentTimeMillis(),
            startedAt,
            List.copyOf(verticles),
            mine,
            switches.get(),
            pages.getAsInt(),
            cpu(),
            heap.totalMemory() - heap.freeMemory(),
            heap.maxMemory()));
  }

  private static double cpu() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuLoad()
        : -1;
  }
}
