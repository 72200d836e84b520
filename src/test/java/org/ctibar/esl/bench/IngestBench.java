package org.ctibar.esl.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ctibar.esl.EslConfig;
import org.ctibar.esl.EslFrame;
import org.ctibar.esl.EslFrameParser;
import org.ctibar.esl.EslLink;
import org.ctibar.esl.SwitchAddress;
import org.slf4j.LoggerFactory;

/**
 * How many events of 6 kB a second each client takes in, one beside the other in one run. Arguments: events a
 * round (20,000), rounds (7); the first two rounds warm up and do not count.
 */
public final class IngestBench {
  private static final int WARM_UP = 2;
  private static final int LONGEST_ROUND_S = 60;

  private IngestBench() {}

  /** Connects to a port and calls back with the number of each event. */
  interface Client {
    AutoCloseable connect(int port, Numbers numbers) throws Exception;
  }

  /** Called for each event that arrives, perhaps from several threads. */
  interface Numbers {
    void arrived(String number);
  }

  private static final Map<String, Client> CLIENTS = clients();

  private static Map<String, Client> clients() {
    Map<String, Client> clients = new LinkedHashMap<>();
    clients.put("org.ctibar.esl", IngestBench::ours);
    clients.put("link.thingscloud:freeswitch-esl", (port, n) -> thingsCloud(port, n, false));
    clients.put("link.thingscloud, one thread", (port, n) -> thingsCloud(port, n, true));
    clients.put("org.freeswitch.esl.client", IngestBench::original);
    return clients;
  }

  public static void main(String[] args) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
    Map<String, byte[]> bodies =
        Map.of("plain", recorded("raw-plain.bin"), "json", recorded("raw-json.bin"));
    System.out.printf(
        "java %s %s, %d processors%n%d events a round, plain %d bytes, json %d bytes%n",
        System.getProperty("java.version"),
        ManagementFactory.getRuntimeMXBean().getInputArguments(),
        Runtime.getRuntime().availableProcessors(),
        events,
        bodies.get("plain").length,
        bodies.get("json").length);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Client> client : CLIENTS.entrySet()) {
        double rate = round(client.getKey(), client.getValue(), bodies, events);
        if (round >= WARM_UP) {
          rates.computeIfAbsent(client.getKey(), name -> new ArrayList<>()).add(rate);
        }
      }
    }
    summarise(rates);
    System.exit(0); // the libraries leave threads behind
  }

  private static double round(String name, Client client, Map<String, byte[]> bodies, int events)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger misplaced = new AtomicInteger();
    CountDownLatch left = new CountDownLatch(events);
    Numbers numbers = number -> {
      if (Integer.parseInt(number) != next.getAndIncrement()) {
        misplaced.incrementAndGet();
      }
      left.countDown();
    };
    BlastServer server = new BlastServer(bodies);
    AutoCloseable connection = client.connect(server.port(), numbers);
    try {
      server.awaitSubscriber();
      long start = System.nanoTime();
      server.blast(events);
      boolean all = left.await(LONGEST_ROUND_S, TimeUnit.SECONDS);
      double rate = events / ((System.nanoTime() - start) / 1e9);
      System.out.printf(
          "%-34s %,9.0f events/s, %d out of order%s%n",
          name, rate, misplaced.get(), all ? "" : ", " + left.getCount() + " LOST");
      return rate;
    } finally {
      connection.close();
      server.close();
    }
  }

  private static void summarise(Map<String, List<Double>> rates) {
    double ours = median(rates.values().iterator().next());
    System.out.println("median of the last " + rates.values().iterator().next().size() + " rounds");
    rates.forEach((name, all) -> System.out.printf(
        "%-34s %,9.0f events/s, ours is %.2f times that%n", name, median(all), ours / median(all)));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static AutoCloseable ours(int port, Numbers numbers) throws Exception {
    Vertx vertx = Vertx.vertx();
    EslLink link = new EslLink(
            vertx, new SwitchAddress("fs1", "127.0.0.1", port, "ClueCon"), EslConfig.defaults())
        .onEvent(e -> numbers.arrived(e.header(BlastServer.SEQUENCE)));
    link.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    return () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static AutoCloseable thingsCloud(int port, Numbers numbers, boolean oneThread) {
    var option = new link.thingscloud.freeswitch.esl.inbound.option.InboundClientOption()
        .defaultPassword("ClueCon")
        .disablePublicExecutor(oneThread)
        .addServerOption(
            new link.thingscloud.freeswitch.esl.inbound.option.ServerOption("127.0.0.1", port))
        .addEvents("CHANNEL_CREATE")
        .addListener(new link.thingscloud.freeswitch.esl.IEslEventListener() {
          @Override
          public void eventReceived(
              String address, link.thingscloud.freeswitch.esl.transport.event.EslEvent e) {
            numbers.arrived(e.getEventHeaders().get(BlastServer.SEQUENCE));
          }

          @Override
          public void backgroundJobResultReceived(
              String address, link.thingscloud.freeswitch.esl.transport.event.EslEvent e) {}
        });
    var client = new link.thingscloud.freeswitch.esl.inbound.NettyInboundClient(option);
    client.start();
    return client::shutdown;
  }

  private static AutoCloseable original(int port, Numbers numbers) throws Exception {
    var client = new org.freeswitch.esl.client.inbound.Client();
    client.addEventListener(new org.freeswitch.esl.client.IEslEventListener() {
      @Override
      public void eventReceived(org.freeswitch.esl.client.transport.event.EslEvent e) {
        numbers.arrived(e.getEventHeaders().get(BlastServer.SEQUENCE));
      }

      @Override
      public void backgroundJobResultReceived(
          org.freeswitch.esl.client.transport.event.EslEvent e) {}
    });
    client.connect("127.0.0.1", port, "ClueCon", 10);
    client.setEventSubscriptions("plain", "CHANNEL_CREATE");
    return client::close;
  }

  /** The first recorded event of about 6 kB. */
  private static byte[] recorded(String trace) throws IOException {
    List<EslFrame> frames = new ArrayList<>();
    try (InputStream in = IngestBench.class.getResourceAsStream("/traces/" + trace)) {
      new EslFrameParser(1024 * 1024).feed(in.readAllBytes(), frames::add);
    }
    return frames.stream()
        .map(EslFrame::body)
        .filter(body -> body.length > 5_500 && body.length < 6_500)
        .findFirst()
        .orElseThrow();
  }
}
