package org.ctibar.verify.sip;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/** The sound of one call: sends the phone's tone every 20 ms, listens to what comes, and reads digits. */
final class Media {
  private static final int HEAD = 12;
  private static final int PCMU = 0;
  private static final int FRAME_MS = 20;
  private static final String KEYS = "0123456789*#ABCD";

  private final Vertx vertx;
  private final DatagramSocket socket;
  private final Tone tone;
  private final Ear ear;
  private final int source = ThreadLocalRandom.current().nextInt();
  private final StringBuffer digits = new StringBuffer();
  private Sdp.Flow flow = Sdp.Flow.SENDRECV;
  private Sdp remote;
  private long timer = -1;
  private long startNs;
  private long frames;
  private long lastEvent = -1;
  private KeyPress pressed;

  private Media(Vertx vertx, DatagramSocket socket, Tone tone, Ear ear) {
    this.vertx = vertx;
    this.socket = socket;
    this.tone = tone;
    this.ear = ear;
  }

  /** @param known the tones that it can tell from each other */
  static Future<Media> open(Vertx vertx, String host, Tone tone, Collection<Tone> known) {
    DatagramSocket socket = vertx.createDatagramSocket(new DatagramSocketOptions());
    return socket.listen(0, host).map(bound -> {
      Media media = new Media(vertx, bound, tone, new Ear(known));
      bound.handler(media::received);
      return media;
    });
  }

  Sdp local(Sdp.Flow wanted) {
    flow = wanted;
    return Sdp.of(socket.localAddress().host(), socket.localAddress().port(), wanted);
  }

  /** From now on to this peer. */
  void talkTo(Sdp peer) {
    remote = peer;
    if (timer < 0) {
      startNs = System.nanoTime() - frames * FRAME_MS * 1_000_000;
      timer = vertx.setPeriodic(FRAME_MS, t -> tick());
    }
  }

  Ear ear() {
    return ear;
  }

  void press(char key) {
    pressed = new KeyPress(KEYS.indexOf(key), (int) (frames * Tone.FRAME));
  }

  String digits() {
    return digits.toString();
  }

  void close() {
    vertx.cancelTimer(timer);
    socket.close();
  }

  /** Timers come late on a busy machine: what is due by now goes out together. */
  private void tick() {
    long due = (System.nanoTime() - startNs) / 1_000_000 / FRAME_MS;
    for (; frames < due; frames++) {
      boolean sends = flow == Sdp.Flow.SENDRECV || flow == Sdp.Flow.SENDONLY;
      if (sends && remote.port() > 0) {
        socket.send(next(), remote.port(), remote.host());
      }
    }
  }

  private Buffer next() {
    if (pressed == null) {
      return packet(PCMU, (int) (frames * Tone.FRAME), tone.frame(frames));
    }
    Buffer key = packet(remote.events(), pressed.time(), pressed.next());
    pressed = pressed.isOver() ? null : pressed;
    return key;
  }

  private Buffer packet(int type, int time, byte[] payload) {
    return Buffer.buffer(HEAD + payload.length)
        .appendByte((byte) 0x80)
        .appendByte((byte) type)
        .appendShort((short) frames)
        .appendInt(time)
        .appendInt(source)
        .appendBytes(payload);
  }

  private void received(DatagramPacket datagram) {
    Buffer packet = datagram.data();
    if (packet.length() <= HEAD || (packet.getByte(0) & 0xc0) != 0x80) {
      return;
    }
    int type = packet.getByte(1) & 0x7f;
    if (type == PCMU) {
      ear.hear(packet.getBytes(HEAD, packet.length()));
    } else if (remote != null && type == remote.events()) {
      key(packet.getByte(HEAD) & 0xff, packet.getUnsignedInt(4));
    }
  }

  /** All packets of one key press have the same time in them. */
  private void key(int event, long time) {
    if (time != lastEvent && event < KEYS.length()) {
      lastEvent = time;
      digits.append(KEYS.charAt(event));
    }
  }
}
