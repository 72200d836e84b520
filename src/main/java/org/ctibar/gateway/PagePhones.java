package org.ctibar.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** Tells pages what phone their person has, and how to be it. */
final class PagePhones {
  private final Accounts accounts;
  private final SipConfig sip;

  PagePhones(Accounts accounts, SipConfig sip) {
    this.accounts = accounts;
    this.sip = sip;
  }

  /**
   * As the directory says now: an extension may have passed to somebody else since the sign-in.
   *
   * @throws CtiException FORBIDDEN for people without an extension, UNAVAILABLE if the page is the phone and cannot be
   *     told how
   */
  Map<String, Object> of(String user) {
    String extension = accounts.find(user).map(Account::extNo).orElse("");
    if (extension.isEmpty()) {
      throw new CtiException(ErrorCode.FORBIDDEN, "only people with an extension have a phone");
    }
    return accounts
        .phone(extension)
        .filter(phone -> phone.kind() == Phone.Kind.WEBRTC)
        .map(this::webrtc)
        .orElse(Map.of("type", "desk"));
  }

  private Map<String, Object> webrtc(Phone phone) {
    String domain = sip.domain().orElseThrow(() -> missing("sip.domain"));
    if (sip.webSockets().isEmpty()) {
      throw missing("sip.webSockets");
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", "webrtc");
    data.put("uri", "sip:" + phone.extension().replace("#", "%23") + "@" + domain);
    data.put("user", phone.extension());
    data.put("realm", domain);
    data.put("ha1", phone.ha1().orElseThrow(() -> missing("a SIP account for this domain")));
    data.put("servers", sip.webSockets());
    data.put("iceServers", sip.iceServers().stream().map(IceServer::toPage).toList());
    return data;
  }

  private static CtiException missing(String what) {
    return new CtiException(ErrorCode.UNAVAILABLE, "the phone cannot register: missing " + what);
  }
}
