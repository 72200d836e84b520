package org.ctibar.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who and what the platform knows, as of one moment: immutable and in memory, so that live calls never wait for a
 * database.
 */
public final class Directory {
  public static final Directory EMPTY = builder().build();

  private final Map<String, Person> people;
  private final Map<String, Person> peopleByExtension;
  private final Map<String, Extension> extensions;
  private final Map<String, Group> groups;
  private final Map<String, List<Member>> membersOfGroup;
  private final Map<String, List<Member>> groupsOfPerson;
  private final Map<String, NumberRoute> numberRoutes;
  private final List<OutboundRoute> outboundRoutes;

  private Directory(Builder from) {
    people = index(from.people, Person::username);
    peopleByExtension = index(
        from.people.stream().filter(p -> p.extension().isPresent()).toList(),
        p -> p.extension().orElseThrow());
    extensions = index(from.extensions, Extension::number);
    groups = index(from.groups, Group::id);
    List<Member> members = from.members.stream()
        .sorted(Comparator.comparing(Member::groupId)
            .thenComparingInt(Member::priority)
            .thenComparing(Member::username))
        .toList();
    membersOfGroup = members.stream().collect(Collectors.groupingBy(Member::groupId));
    groupsOfPerson = members.stream().collect(Collectors.groupingBy(Member::username));
    numberRoutes = index(from.numberRoutes, NumberRoute::number);
    outboundRoutes = from.outboundRoutes.stream()
        .sorted(Comparator.comparingInt(OutboundRoute::position).thenComparing(OutboundRoute::id))
        .toList();
  }

  public static Builder builder() {
    return new Builder();
  }

  public Collection<Person> people() {
    return people.values();
  }

  public Optional<Person> person(String username) {
    return Optional.ofNullable(people.get(username));
  }

  public Optional<Person> personByExtension(String number) {
    return Optional.ofNullable(peopleByExtension.get(number));
  }

  /** Also extensions that belong to nobody. */
  public Optional<Extension> extension(String number) {
    return Optional.ofNullable(extensions.get(number));
  }

  public Collection<Extension> extensions() {
    return extensions.values();
  }

  public Collection<Group> groups() {
    return groups.values();
  }

  public Optional<Group> group(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** In the order in which they are to be asked: priority, then username. */
  public List<Member> members(String groupId) {
    return membersOfGroup.getOrDefault(groupId, List.of());
  }

  public List<Group> groupsOf(String username) {
    return groupsOfPerson.getOrDefault(username, List.of()).stream()
        .map(member -> groups.get(member.groupId()))
        .toList();
  }

  public Collection<NumberRoute> numberRoutes() {
    return numberRoutes.values();
  }

  /** Where a call from outside to {@code number} goes. */
  public Optional<NumberRoute> route(String number) {
    return Optional.ofNullable(numberRoutes.get(number));
  }

  /** In the order in which they are tried. */
  public List<OutboundRoute> outboundRoutes() {
    return outboundRoutes;
  }

  /** The one route that decides about {@code number}; whether the caller may use it is {@link Person#mayUse}. */
  public Optional<OutboundRoute> outboundRoute(String number) {
    return outboundRoutes.stream().filter(route -> route.matches(number)).findFirst();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Directory that
        && people.equals(that.people)
        && extensions.equals(that.extensions)
        && groups.equals(that.groups)
        && membersOfGroup.equals(that.membersOfGroup)
        && numberRoutes.equals(that.numberRoutes)
        && outboundRoutes.equals(that.outboundRoutes);
  }

  @Override
  public int hashCode() {
    return people.hashCode();
  }

  private static <T> Map<String, T> index(List<T> values, Function<T, String> key) {
    Map<String, T> index = new LinkedHashMap<>();
    values.forEach(value -> index.put(key.apply(value), value));
    return Collections.unmodifiableMap(index);
  }

  /** Collects rows in any order. An extension of a person need not be added by itself. */
  public static final class Builder {
    private final List<Person> people = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final List<NumberRoute> numberRoutes = new ArrayList<>();
    private final List<OutboundRoute> outboundRoutes = new ArrayList<>();

    private Builder() {}

    public Builder add(Person person) {
      people.add(person);
      return this;
    }

    public Builder add(Extension extension) {
      extensions.add(extension);
      return this;
    }

    public Builder add(Group group) {
      groups.add(group);
      return this;
    }

    public Builder add(Member member) {
      members.add(member);
      return this;
    }

    public Builder add(NumberRoute route) {
      numberRoutes.add(route);
      return this;
    }

    public Builder add(OutboundRoute route) {
      outboundRoutes.add(route);
      return this;
    }

    /** @throws IllegalArgumentException for a member or a route of a group that is not there */
    public Directory build() {
      addOwnExtensions();
      var known = groups.stream().map(Group::id).collect(Collectors.toSet());
      members.forEach(member -> requireGroup(known.contains(member.groupId()), member));
      numberRoutes.forEach(route -> requireGroup(known.contains(route.groupId()), route));
      return new Directory(this);
    }

    private void addOwnExtensions() {
      var known = extensions.stream().map(Extension::number).collect(Collectors.toSet());
      people.stream()
          .flatMap(person -> person.extension().stream())
          .filter(known::add)
          .forEach(number -> extensions.add(Extension.of(number)));
    }

    private static void requireGroup(boolean known, Record row) {
      if (!known) {
        throw new IllegalArgumentException("no such group: " + row);
      }
    }
  }
}
