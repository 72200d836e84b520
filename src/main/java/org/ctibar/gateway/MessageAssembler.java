package org.ctibar.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/** Joins the parts of a WebSocket message, and never holds more than one may have. */
final class MessageAssembler {
  private final int mostBytes;
  private final PageConnection page;
  private Buffer text;

  MessageAssembler(int mostBytes, PageConnection page) {
    this.mostBytes = mostBytes;
    this.page = page;
  }

  void frame(WebSocketFrame frame) {
    if (frame.isText()) {
      text = Buffer.buffer();
    } else if (frame.isBinary()) {
      text = null;
      page.receivedBinary();
    }
    if (text == null || !(frame.isText() || frame.isContinuation())) {
      return;
    }
    Buffer part = frame.binaryData();
    if (text.length() + part.length() > mostBytes) {
      text = null;
      page.receivedTooMuch();
      return;
    }
    text.appendBuffer(part);
    if (frame.isFinal()) {
      String message = text.toString();
      text = null;
      page.received(message);
    }
  }
}
