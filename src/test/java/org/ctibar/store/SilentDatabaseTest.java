package org.ctibar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.ctibar.store.TestDatabase.VERTX;
import static org.ctibar.store.TestDatabase.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** A frozen server or a cut cable: the connections stay open, but nothing comes any more. */
@Tag(Tiers.INTEGRATION)
@Timeout(120)
class SilentDatabaseTest {
  private final NetClient client = VERTX.createNetClient();
  private NetServer wire;
  private volatile boolean cut;
  private Database database;

  @BeforeEach
  void open() {
    PgTarget real = TestDatabase.emptied().target();
    wire = await(VERTX
        .createNetServer()
        .connectHandler(socket -> join(socket, real))
        .listen(0, "127.0.0.1"));
    PgTarget overWire = new PgTarget(
        "127.0.0.1", wire.actualPort(), real.database(), real.user(), real.password(), PgTls.OFF);
    StoreConfig patient = TestDatabase.config(TestDatabase.PROGRAMS);
    database = await(Database.open(
        VERTX,
        new StoreConfig(
            Optional.of(overWire),
            patient.dataDir(),
            patient.programsDir(),
            Demo.IGNORED,
            2,
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            patient.directoryReload(),
            10,
            10,
            Duration.ofMillis(50))));
  }

  @AfterEach
  void close() {
    await(database.close());
    await(wire.close());
    await(client.close());
  }

  @Test
  void isGivenUpAndFoundAgain() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Database.class);
    Level usual = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
    assertThat(await(ask()).size()).isEqualTo(1);
    cut = true;

    List<Future<?>> asked =
        IntStream.range(0, 5).<Future<?>>mapToObj(i -> ask()).toList();

    asked.forEach(answer -> assertThatThrownBy(() -> await(answer))
        .asInstanceOf(type(CtiException.class))
        .extracting(CtiException::code)
        .isEqualTo(ErrorCode.UNAVAILABLE));
    cut = false;
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> await(ask()).size() == 1);
    logger.detachAppender(log);
    logger.setLevel(usual);
    assertThat(log.list)
        .extracting(ILoggingEvent::getMessage)
        .as("once each")
        .containsExactly("database does not answer reason={}", "database answers again");
  }

  private Future<RowSet<Row>> ask() {
    return database.with(connection -> connection.query("select 1").execute());
  }

  /** What travels while the wire is cut is lost, as its connection is for good. */
  private void join(NetSocket socket, PgTarget real) {
    socket.pause();
    client.connect(real.port(), real.host()).onSuccess(server -> {
      socket.handler(bytes -> forward(bytes, server));
      server.handler(bytes -> forward(bytes, socket));
      socket.closeHandler(closed -> server.close());
      server.closeHandler(closed -> socket.close());
      socket.resume();
    });
  }

  private void forward(Buffer bytes, NetSocket to) {
    if (!cut) {
      to.write(bytes);
    }
  }
}
