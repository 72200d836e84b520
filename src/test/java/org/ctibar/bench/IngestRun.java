package org.ctibar.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bench of the ESL client beside the published ones, in a JVM of its own. */
final class IngestRun {
  private static final String MAIN = "org.ctibar.esl.bench.IngestBench";
  private static final Pattern RESULT =
      Pattern.compile("(.*?)\\s+([0-9,]+) events/s, ours is ([0-9.]+) times that");

  private IngestRun() {}

  static void run(Report report) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx1g",
            "-Duser.language=en",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN)
        .redirectErrorStream(true)
        .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    report.say("%nEvents of 6 kB taken in, median of five rounds");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        Matcher result = RESULT.matcher(line);
        if (result.matches()) {
          double perSecond = Double.parseDouble(result.group(2).replace(",", ""));
          report.rate(result.group(1), perSecond, Double.parseDouble(result.group(3)));
        }
      }
    }
    if (process.waitFor() != 0) {
      report.say("the bench of the clients ended with %d", process.exitValue());
    }
  }
}
