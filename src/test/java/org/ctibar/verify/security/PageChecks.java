package org.ctibar.verify.security;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the node serves to browsers, and to those who look around. */
final class PageChecks {
  private static final List<String> PAGES = List.of("/", "/console/");
  private static final List<String> FRAMES =
      List.of("/sockjs/iframe.html", "/eventbus/iframe.html");

  private final Target target;

  PageChecks(Target target) {
    this.target = target;
  }

  List<Check> all() {
    return List.of(
        new Check("pages have a policy for scripts, connections and frames", this::policy),
        new Check("no script of another origin is served", this::foreignScript),
        new Check("figures are not for strangers behind a proxy", this::metrics),
        new Check("the directory of phones asks for its secret", this::directory),
        new Check("no path leads out of the pages", this::traversal));
  }

  private Optional<String> policy() throws IOException {
    for (String page : PAGES) {
      String head = target.get(page).split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
      for (String part : List.of("script-src", "connect-src", "frame-ancestors")) {
        if (!head.contains(part)) {
          return Check.fell(page + " says nothing of " + part);
        }
      }
    }
    return Check.held();
  }

  private Optional<String> foreignScript() throws IOException {
    for (String frame : FRAMES) {
      String answer = target.get(frame);
      if (Target.status(answer) == 200 && answer.matches("(?is).*src=\"(https?:)?//.*")) {
        return Check.fell(frame + " loads a script from elsewhere");
      }
    }
    return Check.held();
  }

  private Optional<String> metrics() throws IOException {
    String answer = target.ask("GET", "/metrics", "X-Forwarded-For: 198.51.100.7\r\n", "");
    return Check.fellIf(Target.status(answer) == 200, "/metrics answers through a proxy");
  }

  private Optional<String> directory() throws IOException {
    String answer = target.ask("POST", "/freeswitch/directory", "", "");
    return Check.fellIf(Target.status(answer) == 200, "/freeswitch/directory answers anybody");
  }

  private Optional<String> traversal() throws IOException {
    for (String path : List.of(
        "/../conf/ctibar.yaml",
        "/..%2fconf/ctibar.yaml",
        "/%2e%2e/conf/ctibar.yaml",
        "/dist/..%5c..%5cpom.xml")) {
      if (Target.status(target.get(path)) == 200) {
        return Check.fell(path + " is served");
      }
    }
    return Check.held();
  }
}
