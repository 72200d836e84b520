package org.ctibar.verify.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP request or response. Once it is sent it is not changed. */
final class SipMessage {
  record Header(String name, String value) {}

  private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;\\s>]+)");
  private static final Pattern BRANCH = Pattern.compile(";\\s*branch=([^;,\\s]+)");
  private static final Pattern URI = Pattern.compile("<([^>]*)>|(sips?:[^;,\\s]+)");
  private static final Pattern USER = Pattern.compile("sips?:([^@;>]*)@");
  private static final List<String> OF_REQUEST =
      List.of("Via", "Record-Route", "From", "To", "Call-ID", "CSeq");

  private final String startLine;
  private final List<Header> headers = new ArrayList<>();
  private String body = "";

  private SipMessage(String startLine) {
    this.startLine = startLine;
  }

  static SipMessage request(String method, String uri) {
    return new SipMessage(method + " " + uri + " SIP/2.0");
  }

  /** @return empty for what is no SIP, such as the two line ends that keep a way through a NAT open */
  static Optional<SipMessage> parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.contains("SIP/2.0")) {
      return Optional.empty();
    }
    String[] lines = text.substring(0, end).replaceAll("\r\n[ \t]+", " ").split("\r\n");
    SipMessage message = new SipMessage(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        message.with(
            lines[i].substring(0, colon).strip(), lines[i].substring(colon + 1).strip());
      }
    }
    message.body = text.substring(end + 4);
    return Optional.of(message);
  }

  SipMessage response(int status, String reason) {
    SipMessage response = new SipMessage("SIP/2.0 " + status + " " + reason);
    headers.stream()
        .filter(header -> OF_REQUEST.stream().anyMatch(header.name()::equalsIgnoreCase))
        .forEach(response.headers::add);
    return response;
  }

  SipMessage with(String name, String value) {
    headers.add(new Header(name, value));
    return this;
  }

  SipMessage first(String name, String value) {
    headers.add(0, new Header(name, value));
    return this;
  }

  SipMessage taggedTo(String tag) {
    if (toTag().isEmpty()) {
      String to = header("To").orElse("");
      headers.replaceAll(header ->
          header.name().equalsIgnoreCase("To") ? new Header("To", to + ";tag=" + tag) : header);
    }
    return this;
  }

  /** The same once more, in a new transaction and with an answer to the challenge. */
  SipMessage again(String via, String authorization, String credentials) {
    SipMessage copy = new SipMessage(startLine);
    copy.body = body;
    copy.with("Via", via).with(authorization, credentials);
    headers.stream()
        .filter(header -> !header.name().equals("Via"))
        .map(header -> header.name().equals("CSeq")
            ? new Header("CSeq", Long.parseLong(sequence()) + 1 + " " + method())
            : header)
        .forEach(copy.headers::add);
    return copy;
  }

  SipMessage body(String type, String text) {
    body = text;
    return with("Content-Type", type);
  }

  boolean isRequest() {
    return !startLine.startsWith("SIP/2.0");
  }

  /** Of a response, that of the request it answers. */
  String method() {
    return isRequest()
        ? startLine.substring(0, startLine.indexOf(' '))
        : header("CSeq").orElse("").replaceAll("^\\d+\\s+", "");
  }

  String requestUri() {
    return startLine.split(" ")[1];
  }

  int status() {
    return Integer.parseInt(startLine.split(" ")[1]);
  }

  Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  String callId() {
    return header("Call-ID").orElse("");
  }

  String sequence() {
    return header("CSeq").orElse("0").split(" ")[0];
  }

  String branch() {
    return found(BRANCH, header("Via").orElse(""));
  }

  String fromTag() {
    return found(TAG, header("From").orElse(""));
  }

  String toTag() {
    return found(TAG, header("To").orElse(""));
  }

  /** Who the From header says it is from. */
  String fromUser() {
    return found(USER, header("From").orElse(""));
  }

  Optional<String> contact() {
    return header("Contact").map(SipMessage::uri);
  }

  String body() {
    return body;
  }

  String render() {
    StringBuilder text = new StringBuilder(startLine).append("\r\n");
    headers.forEach(
        header -> text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return text.toString();
  }

  private static String uri(String address) {
    Matcher matcher = URI.matcher(address);
    if (!matcher.find()) {
      return "";
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  @Override
  public String toString() {
    return startLine;
  }
}
