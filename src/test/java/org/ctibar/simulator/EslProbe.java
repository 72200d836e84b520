package org.ctibar.simulator;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.ctibar.esl.SwitchAddress;

/** A plain socket client of an event socket: sends text, collects what comes back. */
public final class EslProbe implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(60);

  public record Frame(Map<String, String> headers, String body) {
    public String type() {
      return headers.getOrDefault("Content-Type", "");
    }

    public String replyText() {
      return headers.get("Reply-Text");
    }
  }

  private final Socket socket;
  private final BlockingQueue<Frame> replies = new LinkedBlockingQueue<>();
  private final List<JsonObject> events = new ArrayList<>();
  private boolean closed;

  EslProbe(int port) throws IOException {
    this(new Socket("127.0.0.1", port));
  }

  private EslProbe(Socket socket) {
    this.socket = socket;
    Thread reader = new Thread(this::read, "esl-probe");
    reader.setDaemon(true);
    reader.start();
  }

  /** Connects and signs in with the default password. */
  static EslProbe signedIn(int port) throws Exception {
    return signedIn(new SwitchAddress("simulator", "127.0.0.1", port, "ClueCon"));
  }

  public static EslProbe signedIn(SwitchAddress address) throws Exception {
    EslProbe probe = new EslProbe(new Socket(address.host(), address.port()));
    probe.nextFrame();
    probe.command("auth " + address.password());
    return probe;
  }

  public Frame command(String text) throws Exception {
    send(text + "\n\n");
    return nextFrame();
  }

  public String api(String command) throws Exception {
    return command("api " + command).body();
  }

  void send(String raw) throws IOException {
    OutputStream out = socket.getOutputStream(); // once: the reader may close the socket meanwhile
    out.write(raw.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The next frame that is no event. */
  Frame nextFrame() throws InterruptedException {
    Frame frame = replies.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    if (frame == null) {
      throw new AssertionError("no reply within " + DEADLINE);
    }
    return frame;
  }

  /** Waits until the events so far satisfy the condition. */
  public synchronized List<JsonObject> awaitEvents(
      String what, Predicate<List<JsonObject>> condition) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.test(events)) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMs <= 0) {
        throw new AssertionError("not seen within " + DEADLINE + ": " + what);
      }
      wait(leftMs);
    }
    return List.copyOf(events);
  }

  JsonObject awaitEvent(String name, String uuid) throws InterruptedException {
    return awaitEvents(name + " of " + uuid, all -> find(all, name, uuid) != null).stream()
        .filter(event -> find(List.of(event), name, uuid) != null)
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject find(List<JsonObject> events, String name, String uuid) {
    return events.stream()
        .filter(event -> name.equals(event.getString("Event-Name")))
        .filter(event ->
            uuid.equals(event.getString("Unique-ID")) || uuid.equals(event.getString("Job-UUID")))
        .findFirst()
        .orElse(null);
  }

  synchronized void awaitClosed() throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!closed) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (leftMs <= 0) {
        throw new AssertionError("still open after " + DEADLINE);
      }
      wait(leftMs);
    }
  }

  private void read() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      while (true) {
        Frame frame = readFrame(in);
        if (frame.type().equals("text/event-json")) {
          synchronized (this) {
            events.add(new JsonObject(frame.body()));
            notifyAll();
          }
        } else {
          replies.add(frame);
        }
      }
    } catch (IOException e) {
      synchronized (this) {
        closed = true;
        notifyAll();
      }
    }
  }

  private static Frame readFrame(DataInputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    byte[] body = new byte[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
    in.readFully(body);
    return new Frame(headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
