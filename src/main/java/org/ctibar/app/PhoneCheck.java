package org.ctibar.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ctibar.gateway.SipConfig;
import org.ctibar.store.Directory;
import org.ctibar.store.DirectorySource;
import org.ctibar.store.Extension;
import org.ctibar.store.PhoneKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators which phones of the directory cannot register with the settings of this node. */
final class PhoneCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneCheck.class);

  private final SipConfig sip;
  private List<String> told = List.of();

  PhoneCheck(SipConfig sip) {
    this.sip = sip;
  }

  /** At once, and again whenever something else is wrong. */
  void watch(DirectorySource directory) {
    tell(directory.current());
    directory.onChange(this::tell);
  }

  List<String> problems(Directory directory) {
    List<String> problems = new ArrayList<>();
    long inPages = count(directory, e -> e.phone() == PhoneKind.WEBRTC);
    long ofOthers = sip.domain()
        .map(ours -> count(directory, e -> e.sip().filter(a -> !a.isFor(ours)).isPresent()))
        .orElse(0L);
    if (inPages > 0 && sip.webSockets().isEmpty()) {
      problems.add(inPages + " extensions are phones in pages, and sip.webSockets"
          + " (CTI_SIP_WEB_SOCKETS) does not say where they register");
    }
    if (ofOthers > 0) {
      problems.add(ofOthers + " extensions have a SIP password of another domain than sip.domain"
          + " (CTI_SIP_DOMAIN): import them again");
    }
    return problems;
  }

  private static long count(Directory directory, Predicate<Extension> which) {
    return directory.extensions().stream().filter(which).count();
  }

  private synchronized void tell(Directory directory) {
    List<String> problems = problems(directory);
    if (!problems.equals(told)) {
      problems.forEach(problem -> LOG.warn("Phones cannot register: {}", problem));
      told = problems;
    }
  }
}
