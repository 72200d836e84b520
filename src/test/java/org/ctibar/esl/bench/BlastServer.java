package org.ctibar.esl.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An event socket that writes one recorded event over and over, as fast as it is read. Blocking, few copies. */
final class BlastServer implements AutoCloseable {
  static final String SEQUENCE = "Bench-Seq";

  private static final String ZERO = "0000000000";
  private static final int EVENTS_A_WRITE = 16;

  private final ServerSocket server;
  private final Map<String, byte[]> bodies;
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private volatile OutputStream events;
  private volatile String format;

  /** @param bodies an event by format, {@code plain} and {@code json} */
  BlastServer(Map<String, byte[]> bodies) throws IOException {
    this.bodies = bodies;
    this.server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    daemon(this::acceptAll);
  }

  int port() {
    return server.getLocalPort();
  }

  void awaitSubscriber() throws InterruptedException {
    subscribed.await();
  }

  /** Each event has its number, from 0. */
  void blast(int count) throws IOException {
    byte[] frame = frame(numbered(new String(bodies.get(format), StandardCharsets.UTF_8)));
    int at = new String(frame, StandardCharsets.ISO_8859_1).indexOf(ZERO);
    byte[] block = new byte[frame.length * EVENTS_A_WRITE];
    for (int i = 0; i < count; i += EVENTS_A_WRITE) {
      int some = Math.min(EVENTS_A_WRITE, count - i);
      for (int k = 0; k < some; k++) {
        System.arraycopy(frame, 0, block, k * frame.length, frame.length);
        putNumber(block, k * frame.length + at, i + k);
      }
      events.write(block, 0, some * frame.length);
    }
    events.flush();
  }

  private byte[] numbered(String body) {
    String text = format.equals("json")
        ? "{\"" + SEQUENCE + "\":\"" + ZERO + "\"," + body.substring(1)
        : SEQUENCE + ": " + ZERO + "\n" + body;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] frame(byte[] body) {
    byte[] head = ("Content-Length: " + body.length + "\nContent-Type: text/event-" + format
            + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
    byte[] frame = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, frame, head.length, body.length);
    return frame;
  }

  private static void putNumber(byte[] bytes, int at, int number) {
    for (int i = ZERO.length() - 1, rest = number; i >= 0; i--, rest /= 10) {
      bytes[at + i] = (byte) ('0' + rest % 10);
    }
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket socket = server.accept();
      socket.setTcpNoDelay(true);
      daemon(() -> serve(socket));
    }
  }

  private void serve(Socket socket) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    write(out, "Content-Type: auth/request\n\n");
    for (String command; (command = read(in)) != null; ) {
      if (command.startsWith("event ")) {
        format = command.split(" ")[1];
        events = out;
        reply(out, "+OK event listener enabled " + format);
        subscribed.countDown();
      } else if (command.startsWith("bgapi ")) {
        String job = command.substring(command.indexOf("Job-UUID: ") + 10);
        reply(out, "+OK Job-UUID: " + job);
        String event = "{\"Event-Name\":\"BACKGROUND_JOB\",\"Core-UUID\":\"bench\",\"Job-UUID\":\""
            + job + "\"}";
        events.write(frame(event.getBytes(StandardCharsets.UTF_8)));
      } else {
        reply(out, "+OK accepted");
      }
    }
  }

  /** Up to a blank line; {@code null} at the end. */
  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    for (int last = 0, b; (b = in.read()) >= 0; last = b) {
      if (b == '\n' && last == '\n') {
        return command.toString(StandardCharsets.UTF_8).strip();
      }
      command.write(b);
    }
    return null;
  }

  private static void reply(OutputStream out, String text) throws IOException {
    write(out, "Content-Type: command/reply\nReply-Text: " + text + "\n\n");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread = new Thread(() -> {
      try {
        work.run();
      } catch (IOException closed) {
        // the bench is over
      }
    });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
