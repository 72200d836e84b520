package org.ctibar.simulator;

import java.util.Locale;
import java.util.Map;

/** One command from a client: its line, the header lines under it, a body if it announced one. */
record EslRequest(String line, Map<String, String> headers, String body) {
  /** The value of a header, whatever its case; empty if it is not there. */
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
