package org.ctibar.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ctibar.bus.Topics;
import org.ctibar.bus.call.PhoneNews;
import org.ctibar.esl.EslEvent;
import org.ctibar.testing.Tiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an owner knows of the phones at a switch that another node owns. */
@Tag(Tiers.INTEGRATION)
@Timeout(30)
class PhonesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Phones phones = new Phones(vertx, List.of("fs1", "fs2"));
  private final List<String> lost = new ArrayList<>();
  private final CompletableFuture<PhoneNews> asked = new CompletableFuture<>();

  @BeforeEach
  void open() {
    Topics.PHONES.subscribe(vertx, "", news -> {
      if (news instanceof PhoneNews.Wanted) {
        asked.complete(news);
      }
    });
    phones.onLost(lost::add);
    phones.open();
  }

  @AfterEach
  void close() {
    Centre.get(vertx.close());
  }

  private void tell(PhoneNews news) {
    Topics.PHONES.publish(vertx, "", news);
  }

  private void tellAll(String switchId, String... extensions) {
    tell(new PhoneNews.All("other", switchId, Set.of(extensions)));
  }

  private static EslEvent event(String subclass, String extension) {
    return EslEvent.of(
        Map.of("Event-Name", "CUSTOM", "Event-Subclass", subclass, "from-user", extension), "");
  }

  @Test
  void whoIsNewAsks() throws Exception {
    assertThat(asked.get(10, TimeUnit.SECONDS).from()).isNotEmpty();
  }

  @Test
  void thatASwitchIsSilentDoesNotMeanThatThePhoneIsAway() {
    tellAll("fs1");
    await().until(() -> !phones.isAt("fs1", "1001"));
    assertThat(phones.mayBeReached("1001")).isTrue();
    assertThat(phones.switchOf("1001")).isEmpty();

    tellAll("fs2");
    await().until(() -> !phones.mayBeReached("1001"));
  }

  @Test
  void thePhoneIsWhereItRegisteredLast() {
    tellAll("fs1", "1001");
    tellAll("fs2");
    await().until(() -> phones.switchOf("1001").equals(Optional.of("fs1")));

    tell(new PhoneNews.Changed("other", "fs2", "1001", true));
    await().until(() -> phones.switchOf("1001").equals(Optional.of("fs2")));

    tell(new PhoneNews.Changed("other", "fs2", "1001", false));
    await().until(() -> phones.switchOf("1001").equals(Optional.of("fs1")));
  }

  @Test
  void aLostSwitchHasNoPhones() {
    tellAll("fs1");
    tellAll("fs2", "1001");
    await().until(() -> phones.isAt("fs2", "1001"));

    tell(new PhoneNews.Lost("other", "fs2"));

    await().until(() -> !phones.mayBeReached("1001"));
    assertThat(lost).containsExactly("fs2");
  }

  @Test
  void ofItsOwnSwitchAnOwnerKnowsBetter() {
    assertThat(phones.lost("fs1", List.of("1001"))).containsExactly("1001");
    phones.heard("fs1", event("sofia::register", "1001"));

    tellAll("fs1");
    tellAll("fs2", "1002");
    await().until(() -> phones.isAt("fs2", "1002"));

    assertThat(phones.isAt("fs1", "1001")).isTrue();
    phones.disown("fs1");
    tellAll("fs1");
    await().until(() -> !phones.isAt("fs1", "1001"));
  }
}
