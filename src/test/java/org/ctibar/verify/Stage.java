package org.ctibar.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ctibar.outside.Page;
import org.ctibar.verify.sip.Behaviour;
import org.ctibar.verify.sip.SipCall;
import org.ctibar.verify.sip.SipPhone;

/** On which one scenario plays. Afterwards nothing of it is left. */
final class Stage {
  private static final Duration EMPTY_WITHIN = Duration.ofSeconds(5);

  private final Site site;
  private final List<Desk> desks = new ArrayList<>();
  private final List<Customer> customers = new ArrayList<>();
  private WebDesk web;
  private String remark = "";

  Stage(Site site) {
    this.site = site;
  }

  Plan plan() {
    return site.plan();
  }

  /** The next one, signed in and not ready. */
  Desk agent() throws Exception {
    String extension = site.seat(desks.size());
    SipPhone phone = site.phone(extension).behave(Behaviour.ringing());
    PageLog log = new PageLog();
    Page page = site.page(extension).onEvent(log::add);
    Desk desk = new Desk(extension, page, log, phone);
    desks.add(desk);
    Awaited.done(desk + " signs in", page.signIn());
    desk.sees("onLogin", "extNo", extension);
    return desk;
  }

  Desk readyAgent() throws Exception {
    return agent().ready();
  }

  /** Whose page is the phone, signed in and registered; there is one. */
  WebDesk webAgent() {
    web = site.openWebDesk();
    return web.phoneIs("registered").is("IDLE");
  }

  void remark(String text) {
    remark = text;
  }

  String remark() {
    return remark;
  }

  /** Somebody new calls from outside and is parked. */
  Customer customer() throws Exception {
    SipPhone phone = site.caller(customers.size());
    SipCall call = Awaited.done("call", phone.call(plan().number()));
    Customer customer = new Customer(phone, call);
    customers.add(customer);
    Until.isTrue(customer + " is answered by the switch", call::talks);
    return customer;
  }

  /** Somebody outside who is reached at {@link #outsideNumber()}. */
  SipPhone outside() {
    return site.outside();
  }

  String outsideNumber() {
    return PeopleFile.OUTSIDE + "123456";
  }

  /** A registered phone at which nobody is signed in. */
  SipPhone unattended() throws Exception {
    return site.phone(plan().unattended());
  }

  Site site() {
    return site;
  }

  /** @throws AssertionError if a channel is left on the switch or an agent is not idle */
  void isEmpty() {
    Until.equal(
        "channels left on the switch", EMPTY_WITHIN, List.of(), site.switchView()::channels);
    desks.forEach(desk -> desk.is("IDLE"));
    if (web != null && web.isOpen()) {
      web.is("IDLE");
    }
  }

  /** Whatever is left over. */
  void clear() throws Exception {
    customers.forEach(customer -> customer.call().hangUp());
    hangUpAndRing(site.outside());
    for (String extension : plan().extensions()) {
      if (!extension.equals(plan().unregistered())) {
        hangUpAndRing(site.phone(extension));
      }
    }
    site.switchView().endAll();
    if (web != null) {
      web.leaves();
    }
    for (Desk desk : desks) {
      if (!isIdle(desk)) {
        site.leave(desk.extension());
      }
      desk.begins("logout");
      desk.page().close().otherwiseEmpty().await(5, TimeUnit.SECONDS);
    }
  }

  private static boolean isIdle(Desk desk) {
    try {
      Until.equal(desk + " is", "IDLE", desk::work);
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private static void hangUpAndRing(SipPhone phone) {
    phone.behave(Behaviour.ringing());
    phone.calls().forEach(SipCall::hangUp);
  }
}
