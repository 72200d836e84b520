package org.ctibar.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A small blocking event-socket client for commands of the console: one reply after each command. */
final class EslClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Frame(Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket;
  private final InputStream in;

  /** @throws IOException if nobody listens there or the password is refused */
  EslClient(String host, int port, String password) throws IOException {
    socket = new Socket(host, port);
    in = new BufferedInputStream(socket.getInputStream());
    read();
    String reply = command("auth " + password);
    if (!reply.startsWith("+OK")) {
      socket.close();
      throw new IOException("the switch refused the password: " + reply);
    }
  }

  /** @return the reply text, or the response of an {@code api} command */
  String command(String line) throws IOException {
    socket.getOutputStream().write((line + "\n\n").getBytes(StandardCharsets.UTF_8));
    Frame frame = read();
    return frame.headers.getOrDefault("Reply-Text", frame.text());
  }

  /** Reads events until the link ends; to be used on a client of its own. */
  void readEvents(Consumer<JsonNode> handler) throws IOException {
    while (true) {
      Frame frame = read();
      if ("text/event-json".equals(frame.headers.get("Content-Type"))) {
        handler.accept(JSON.readTree(frame.body));
      }
    }
  }

  private Frame read() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the switch closed the link");
    }
    return new Frame(headers, body);
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the switch closed the link");
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
