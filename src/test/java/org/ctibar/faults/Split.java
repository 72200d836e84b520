package org.ctibar.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A network that is split between one node and the others: the kernel drops what its sockets and theirs say to each
 * other. The lonely node's sockets are known by its group. Needs root and nftables.
 */
final class Split {
  private static final int FIRST_GROUP = 40_001;

  private final String table = "ctibar_" + ProcessHandle.current().pid();

  Split(int lonely, List<Integer> its, List<Integer> theirs)
      throws IOException, InterruptedException {
    int group = FIRST_GROUP + lonely;
    String rules =
        String.format(Locale.ROOT, """
        table inet %s {
          chain out {
            type filter hook output priority 0;
            meta skgid %d tcp dport { %s } drop
            meta skgid %d tcp sport { %s } drop
            tcp dport { %s } drop
          }
        }
        """, table, group, ports(theirs), group, ports(its), ports(its));
    if (!nft(rules)) {
      throw new IllegalStateException("the network cannot be split");
    }
  }

  static boolean isPossible() throws IOException, InterruptedException {
    String probe = "ctibar_probe_" + ProcessHandle.current().pid();
    return isRoot() && nft("table inet " + probe + " {}\ndelete table inet " + probe + "\n");
  }

  /** Under which a node is started, so that its sockets can be told from those of the others. */
  static List<String> groupOf(int node) {
    return isRoot()
        ? List.of("setpriv", "--regid", String.valueOf(FIRST_GROUP + node), "--clear-groups")
        : List.of();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static String ports(List<Integer> all) {
    return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static boolean nft(String rules) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder("nft", "-f", "-").redirectErrorStream(true).start();
    } catch (IOException missing) {
      return false;
    }
    process.getOutputStream().write(rules.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  /** The network is whole again. */
  void close() throws IOException, InterruptedException {
    if (!nft("delete table inet " + table + "\n")) {
      throw new IllegalStateException("the network could not be made whole: nft table " + table);
    }
  }
}
