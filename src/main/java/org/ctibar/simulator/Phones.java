package org.ctibar.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory (extensions 1000 to 1099), the phones' registrations, and how dial strings reach them. */
final class Phones {
  private static final Pattern USER = Pattern.compile("user/([^@,|]+)(?:@[^,|]*)?(?:[,|].*)?");
  private static final Pattern GATEWAY = Pattern.compile("sofia/gateway/[^/]+/([^,|]+)(?:[,|].*)?");
  private static final Pattern EXTERNAL =
      Pattern.compile("sofia/external/(([^@,|]+)@[^,|]+)(?:[,|].*)?");
  private static final Pattern PEER = Pattern.compile("sofia/([^/]+)/([^@,|]+)@([^,|]+)");
  private static final String PEERS = "peers";
  private static final int EXPIRY_S = 36_000;

  /** How long the directory takes to find a user: there is no channel before. */
  long lookupMs;

  private final Core core;
  private final Map<String, Phone> phones = new TreeMap<>();

  Phones(Core core) {
    this.core = core;
    for (int extension = 1000; extension < 1100; extension++) {
      phones.put(String.valueOf(extension), new Phone(core, String.valueOf(extension)));
    }
  }

  /** @throws IllegalArgumentException if the directory has no such extension */
  Phone phone(String extension) {
    Phone phone = phones.get(extension);
    if (phone == null) {
      throw new IllegalArgumentException("no extension " + extension);
    }
    return phone;
  }

  /** The living leg of an extension's phone; the newest of several. */
  Optional<Channel> legOf(String extension) {
    String presence = FarEnd.user(extension).presenceId();
    return core.channels.values().stream()
        .filter(leg -> !leg.isEnded() && presence.equals(leg.presenceId))
        .reduce((older, newer) -> newer);
  }

  List<Phone> registered() {
    return phones.values().stream().filter(phone -> phone.registered).toList();
  }

  /** Who a dial string reaches; of several targets the first. */
  Optional<FarEnd> reach(String target) {
    Matcher user = USER.matcher(target);
    if (user.matches()) {
      Phone phone = phones.get(user.group(1));
      return phone == null || !phone.registered
          ? Optional.empty()
          : Optional.of(FarEnd.user(phone.extension));
    }
    Matcher gateway = GATEWAY.matcher(target);
    if (gateway.matches()) {
      return Optional.of(FarEnd.outside(gateway.group(1), gateway.group(1)));
    }
    Matcher peer = PEER.matcher(target);
    if (peer.matches() && isPeer(peer.group(1), peer.group(3))) {
      return Optional.of(FarEnd.peer(peer.group(1), peer.group(2), peer.group(3)));
    }
    Matcher external = EXTERNAL.matcher(target);
    return external.matches()
        ? Optional.of(FarEnd.outside(external.group(2), external.group(1)))
        : Optional.empty();
  }

  private boolean isPeer(String profile, String address) {
    return profile.equals(PEERS) || core.network.at(address).isPresent();
  }

  HangupCause whyUnreachable(String target) {
    Matcher user = USER.matcher(target);
    if (!user.matches()) {
      return HangupCause.DESTINATION_OUT_OF_ORDER;
    }
    return phones.containsKey(user.group(1))
        ? HangupCause.USER_NOT_REGISTERED
        : HangupCause.SUBSCRIBER_ABSENT;
  }

  /** What the directory sets on a leg once it is up. */
  void takeDirectoryVariables(Channel leg, FarEnd far) {
    leg.accountCode = far.number();
    leg.variables.putAll(directoryVariables(far.number()));
    leg.variables.put("originate_endpoint", "user");
  }

  static Map<String, String> directoryVariables(String extension) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("user_context", Dialplan.PHONES);
    all.put("effective_caller_id_name", "Ext " + extension);
    all.put("effective_caller_id_number", extension);
    all.put("accountcode", extension);
    return all;
  }

  /** Only every n-th extension is registered here, as if the others were at other switches. */
  void share(int n, int of) {
    phones
        .values()
        .forEach(phone -> phone.registered &= Integer.parseInt(phone.extension) % of == n);
  }

  void register(String extension) {
    Phone phone = phone(extension);
    phone.registered = true;
    Map<String, String> fields = registration(extension);
    fields.put("from-user", extension);
    fields.put("from-host", FarEnd.DOMAIN);
    fields.put("presence-hosts", FarEnd.DOMAIN);
    fields.put("rpid", "unknown");
    fields.put("status", "Registered(UDP)");
    fields.put("expires", String.valueOf(EXPIRY_S));
    fields.put("to-user", extension);
    fields.put("to-host", FarEnd.DOMAIN);
    fields.put("user_name", extension);
    fields.put("domain_name", FarEnd.DOMAIN);
    fields.putAll(directoryVariables(extension));
    core.events.custom("sofia::register", fields);
  }

  void unregister(String extension) {
    if (phone(extension).registered) {
      phone(extension).registered = false;
      Map<String, String> fields = registration(extension);
      fields.put("from-user", extension);
      fields.put("from-host", FarEnd.DOMAIN);
      fields.put("rpid", "unknown");
      fields.put("expires", "0");
      core.events.custom("sofia::unregister", fields);
    }
  }

  /** The registration was not renewed, or an operator flushed it. */
  void expire(String extension) {
    Phone phone = phones.get(extension);
    if (phone != null && phone.registered) {
      phone.registered = false;
      Map<String, String> fields = registration(extension);
      fields.put("user", extension);
      fields.put("host", FarEnd.DOMAIN);
      fields.put("expires", String.valueOf(expiresAt()));
      core.events.custom("sofia::expire", fields);
    }
  }

  long expiresAt() {
    return core.scheduler.nowMicros() / 1_000_000 + EXPIRY_S;
  }

  static String callId(String extension) {
    return "1-" + extension + "@" + FarEnd.DOMAIN;
  }

  static String contact(String extension) {
    return "sip:" + FarEnd.user(extension).address();
  }

  static String port(String extension) {
    return String.valueOf(10_000 + Integer.parseInt(extension));
  }

  private static Map<String, String> registration(String extension) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("profile-name", "internal");
    fields.put("call-id", callId(extension));
    fields.put("contact", "\"\" <" + contact(extension) + ">");
    fields.put("username", extension);
    fields.put("realm", FarEnd.DOMAIN);
    fields.put("user-agent", "simulated-phone");
    fields.put("network-ip", "127.0.0.1");
    fields.put("network-port", port(extension));
    return fields;
  }
}
