package org.ctibar.bus.call;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;

/**
 * Which phones are registered at which switch: told by the owners of switches to all who own one. Best effort; each
 * owner tells the whole now and then.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PhoneNews.All.class, name = "all"),
  @JsonSubTypes.Type(value = PhoneNews.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = PhoneNews.Lost.class, name = "lost"),
  @JsonSubTypes.Type(value = PhoneNews.Wanted.class, name = "wanted"),
})
public sealed interface PhoneNews {
  /** Who tells, so that nobody heeds what it said itself. */
  String from();

  record All(String from, String switchId, Set<String> extensions) implements PhoneNews {}

  record Changed(String from, String switchId, String extension, boolean registered)
      implements PhoneNews {}

  /** The switch cannot be reached any more, nor its phones. */
  record Lost(String from, String switchId) implements PhoneNews {}

  /** Somebody new knows nothing: every owner is to tell the whole. */
  record Wanted(String from) implements PhoneNews {}
}
