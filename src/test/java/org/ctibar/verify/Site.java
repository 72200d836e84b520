package org.ctibar.verify;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ctibar.esl.SwitchAddress;
import org.ctibar.outside.Node;
import org.ctibar.outside.Page;
import org.ctibar.verify.sip.Account;
import org.ctibar.verify.sip.Behaviour;
import org.ctibar.verify.sip.SipPhone;

/** A node that works with the switch, phones that are registered there, and people outside. */
final class Site implements AutoCloseable {
  /** Numbers of callers begin so. */
  private static final String CALLERS = "0196";

  private static final String NAME = "verify";
  private static final long HEARTBEAT_MS = 10_000;

  /** Short enough that what has to time out does so soon, long enough for a busy machine. */
  private static final Map<String, String> SETTINGS = Map.of(
      "CTI_DEMO", "off",
      "CTI_CALL_MEDIA_TIMEOUT_MS", "10000",
      "CTI_CALL_MUSIC", Voices.stream(Voices.MUSIC),
      "CTI_CALL_RINGBACK", Voices.stream(Voices.RINGBACK),
      "CTI_CALL_CALLEE_MS", "6000",
      "CTI_AGENT_OFFHOOK_TIMEOUT_MS", "3000",
      "CTI_AGENT_REFUSED_BACKOFF_MS", "1500");

  private final Vertx vertx;
  private final Plan plan;
  private final Voices voices = new Voices();
  private final Map<String, SipPhone> phones = new HashMap<>();
  private final Map<String, SipPhone> callers = new HashMap<>();
  private final List<String> seats;
  private final SwitchView switchView;
  private Browser browser;
  private SipPhone outside;
  private Node node;

  private Site(Vertx vertx, Plan plan) throws Exception {
    this.vertx = vertx;
    this.plan = plan;
    seats = new ArrayList<>(plan.attended());
    switchView = SwitchView.of(vertx, SwitchAddress.parse(plan.eventSocket()).get(0), this::isOurs);
  }

  static Site open(Vertx vertx, Path home, Plan plan) throws Exception {
    Site site = new Site(vertx, plan);
    site.switchView.endAll(); // what an earlier verification left, if it was killed
    Until.equal("channels on the switch", List.of(), site.switchView::channels);
    site.outside = site.outsider("outside");
    for (String extension : plan.extensions()) {
      if (!extension.equals(plan.unregistered())) {
        site.phone(extension);
      }
    }
    site.startNode(home);
    site.startBrowser(home);
    return site;
  }

  Plan plan() {
    return plan;
  }

  /** The extension at which the agent of that number sits in the next scenario. */
  String seat(int number) {
    return seats.get(number);
  }

  /** The node believes that a call goes on there: what comes next had better not suffer from it. */
  void leave(String extension) {
    seats.remove(extension);
    seats.add(extension);
  }

  SwitchView switchView() {
    return switchView;
  }

  /** Who is reached at every number outside. */
  SipPhone outside() {
    return outside;
  }

  /** The registered phone of that extension; a new one if the last one is dead or was taken away. */
  SipPhone phone(String extension) throws Exception {
    SipPhone phone = phones.get(extension);
    if (phone == null || !phone.isReachable()) {
      phone = newPhone(extension);
      phone.register().await(10, TimeUnit.SECONDS);
    }
    return phone;
  }

  /** Not registered yet. */
  SipPhone newPhone(String extension) throws Exception {
    Account account = new Account(
        extension,
        plan.password(),
        plan.domain(),
        peer(plan.sip()),
        localAddressToward(plan.sip()));
    SipPhone phone = SipPhone.open(vertx, account, voices.of(extension), voices.all())
        .await(10, TimeUnit.SECONDS);
    phones.put(extension, phone);
    return phone;
  }

  /** @param number counts from 0 */
  SipPhone caller(int number) throws Exception {
    String from = String.format(Locale.ROOT, CALLERS + "%06d", number);
    SipPhone caller = callers.get(from);
    if (caller == null) {
      caller = outsider(from);
      callers.put(from, caller);
    }
    return caller;
  }

  /** Not open yet; once it is, it stays so until it is closed. */
  Page page(String extension) {
    Page page = new Page(node, PeopleFile.user(extension));
    long heartbeat = vertx.setPeriodic(HEARTBEAT_MS, HEARTBEAT_MS, t -> page.ping());
    page.closed().onComplete(v -> vertx.cancelTimer(heartbeat));
    return page;
  }

  /** A recording is played without it: it would take the callers. */
  void endNode() {
    node.close();
  }

  /** The dial string of a number outside. */
  String outboundTo(String number) throws IOException {
    return outboundDial().replace("{number}", number);
  }

  private String outboundDial() throws IOException {
    return plan.outbound()
        .replace("{peer}", localAddressToward(plan.trunk()) + ":" + outside.port());
  }

  /** The plan has one. */
  WebDesk openWebDesk() {
    String extension = plan.web().orElseThrow().extension();
    String token = node.tokens().of(PeopleFile.user(extension));
    browser.does("open", "url", node.url(), "token", token);
    return new WebDesk(extension, browser, voices);
  }

  @Override
  public void close() {
    if (browser != null) {
      browser.close();
    }
    if (node != null) {
      node.close();
    }
  }

  private SipPhone outsider(String name) throws Exception {
    String host = localAddressToward(plan.trunk());
    Account account = new Account(name, null, plan.trunk().host(), peer(plan.trunk()), host);
    return SipPhone.open(vertx, account, voices.of(name), voices.all())
        .await(10, TimeUnit.SECONDS)
        .behave(Behaviour.ringing());
  }

  private void startNode(Path home) throws Exception {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(TollScenarios.SETTINGS);
    settings.put("CTI_SWITCHES", plan.eventSocket());
    plan.web().ifPresent(web -> {
      settings.put("CTI_SIP_DOMAIN", plan.domain());
      settings.put("CTI_SIP_WEB_SOCKETS", web.socket());
    });
    node = Node.start(vertx, home, NAME, settings);
    Path folder = Files.createDirectories(home.resolve("target").resolve(NAME));
    node.importPeople(PeopleFile.write(plan, outboundDial(), folder));
    Until.isTrue("the node knows its people", () -> knows(plan.extensions().get(0)));
  }

  private void startBrowser(Path home) throws IOException {
    if (plan.web().isPresent()) {
      browser = Browser.start(home, home.resolve("target").resolve(NAME).resolve("browser.log"));
      int hz = voices.of(plan.web().get().extension()).hz();
      browser.does("launch", "hz", hz);
    }
  }

  private boolean knows(String extension) {
    try {
      Page page = page(extension).open().await(5, TimeUnit.SECONDS);
      JsonObject snapshot = page.command("snapshot").await(5, TimeUnit.SECONDS);
      page.close();
      return snapshot != null;
    } catch (Exception notYet) {
      return false;
    }
  }

  boolean isOurs(String number) {
    return plan.extensions().contains(number)
        || plan.web().filter(web -> web.extension().equals(number)).isPresent()
        || number.startsWith(CALLERS)
        || number.startsWith(PeopleFile.OUTSIDE);
  }

  private static SocketAddress peer(Plan.HostPort at) throws IOException {
    return SocketAddress.inetSocketAddress(
        at.port(), InetAddress.getByName(at.host()).getHostAddress());
  }

  private static String localAddressToward(Plan.HostPort peer) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(InetAddress.getByName(peer.host()), peer.port());
      return socket.getLocalAddress().getHostAddress();
    }
  }
}
