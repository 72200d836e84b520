package org.ctibar.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ctibar.gateway.SipConfig;
import org.ctibar.store.Directory;
import org.ctibar.store.Extension;
import org.ctibar.store.PhoneKind;
import org.ctibar.store.SipAccount;
import org.junit.jupiter.api.Test;

class PhoneCheckTest {
  private static final String HA1 = "cfed182d155492e048920ca9baa12d31";

  private final Directory directory = Directory.builder()
      .add(extension("1001", PhoneKind.DESK, Optional.of("sip.example.org")))
      .add(extension("1002", PhoneKind.DESK, Optional.of("old.example.org")))
      .add(extension("1003", PhoneKind.WEBRTC, Optional.empty()))
      .add(Extension.of("1004"))
      .build();

  @Test
  void tellsWhatCannotRegister() {
    assertThat(problems(Optional.of("sip.example.org"), List.of()))
        .containsExactly(
            "1 extensions are phones in pages, and sip.webSockets (CTI_SIP_WEB_SOCKETS) does not"
                + " say where they register",
            "1 extensions have a SIP password of another domain than sip.domain (CTI_SIP_DOMAIN):"
                + " import them again");
  }

  @Test
  void tellsNothingWhereAllIsWell() {
    Directory well = Directory.builder()
        .add(extension("1001", PhoneKind.DESK, Optional.of("sip.example.org")))
        .add(extension("1003", PhoneKind.WEBRTC, Optional.empty()))
        .build();

    SipConfig sip = sip(Optional.of("sip.example.org"), List.of("wss://fs1.example.org:7443"));

    assertThat(new PhoneCheck(sip).problems(well)).isEmpty();
    assertThat(new PhoneCheck(SipConfig.NONE).problems(Directory.EMPTY)).isEmpty();
  }

  private List<String> problems(Optional<String> domain, List<String> webSockets) {
    return new PhoneCheck(sip(domain, webSockets)).problems(directory);
  }

  private static SipConfig sip(Optional<String> domain, List<String> webSockets) {
    return new SipConfig(domain, webSockets, List.of(), "cti-phones");
  }

  private static Extension extension(String number, PhoneKind kind, Optional<String> realm) {
    SipAccount account = new SipAccount(HA1, realm);
    return new Extension(number, Optional.empty(), true, kind, Optional.of(account));
  }
}
