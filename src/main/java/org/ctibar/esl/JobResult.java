package org.ctibar.esl;

/**
 * How a background command ended.
 *
 * @param text without {@code +OK} or {@code -ERR}: the leg's uuid, or a cause such as {@code NO_ANSWER}
 */
public record JobResult(String jobUuid, boolean ok, String text) {

  /** Reads a BACKGROUND_JOB. */
  public static JobResult of(EslEvent job) {
    String body = job.body().strip();
    boolean ok = !body.startsWith("-");
    return new JobResult(job.jobUuid(), ok, body.replaceFirst("^(\\+OK|-ERR|-USAGE:?)\\s*", ""));
  }
}
