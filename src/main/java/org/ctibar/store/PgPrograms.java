package org.ctibar.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs {@code initdb} and {@code pg_ctl} of the bundled PostgreSQL. */
final class PgPrograms {
  private static final String ROOT_REFUSED =
      "the embedded PostgreSQL does not run as root where user namespaces are forbidden"
          + " (unshare -U fails): run ctibar as another user, or set pg.uri (CTI_PG_URI)";

  private final Path directory;
  private final List<String> prefix;

  private PgPrograms(Path directory, List<String> prefix) {
    this.directory = directory;
    this.prefix = prefix;
  }

  /** Unpacks the programs below {@code into} unless they are there. */
  static PgPrograms unpacked(Path into) throws IOException {
    return unpacked(into, "unshare");
  }

  /** @throws IllegalStateException as root where {@code unshare} cannot make a user namespace */
  static PgPrograms unpacked(Path into, String unshare) throws IOException {
    List<String> prefix = isRoot() ? List.of(unshare, "-U") : List.of();
    if (!prefix.isEmpty() && !runs(List.of(unshare, "-U", "true"))) {
      throw new IllegalStateException(ROOT_REFUSED);
    }
    byte[] bundle;
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
      bundle = in.readAllBytes();
    }
    Path directory = into.resolve(digest(bundle));
    if (!Files.isDirectory(directory)) {
      unpack(bundle, directory);
    }
    return new PgPrograms(directory, prefix);
  }

  /**
   * Runs a program to its end.
   *
   * @throws IOException with the program's last words if it fails or takes longer than {@code seconds}
   */
  void run(int seconds, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(directory.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("ctibar-" + program, ".out");
    try {
      int status = await(start(command, output), seconds);
      if (status != 0) {
        throw new IOException(program + " failed: " + lastWords(output));
      }
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static Process start(List<String> command, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.environment().put("LC_ALL", "C");
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder.start();
  }

  private static int await(Process process, int seconds) throws IOException {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IOException(
        "gave up after " + seconds + " s: " + process.info().command().orElse("-"));
  }

  static String lastWords(Path output) throws IOException {
    String text = Files.exists(output) ? Files.readString(output).strip() : "";
    return text.substring(Math.max(0, text.length() - 500)).replaceAll("\\s*\\n\\s*", "; ");
  }

  private static boolean isRoot() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
  }

  private static boolean runs(List<String> command) {
    try {
      return await(new ProcessBuilder(command).start(), 10) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String system() {
    String name = System.getProperty("os.name");
    return name.startsWith("Windows") ? "Windows" : name.startsWith("Mac") ? "Darwin" : "Linux";
  }

  private static String machine() {
    String name = ArchUtils.normalize(System.getProperty("os.arch"));
    return name.equals("amd64") ? "x86_64" : name;
  }

  private static String digest(byte[] bundle) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bundle);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Under another name first: a killed unpacking leaves nothing that looks whole. */
  private static void unpack(byte[] bundle, Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    Path fresh = Files.createTempDirectory(directory.getParent(), "unpacking");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(bundle)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, fresh);
      }
    }
    try {
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Trees.delete(fresh);
      if (!Files.isDirectory(directory)) { // else another process was faster
        throw e;
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path file = into.resolve(entry.getName()).normalize();
    if (!file.startsWith(into)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(file.getParent());
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(file.getParent());
      Files.copy(tar, file);
      makeExecutable(file, entry.getMode());
    }
  }

  private static void makeExecutable(Path file, int mode) throws IOException {
    if ((mode & 0100) != 0 && !System.getProperty("os.name").startsWith("Windows")) {
      Set<PosixFilePermission> all = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      all.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(file, all);
    }
  }
}
