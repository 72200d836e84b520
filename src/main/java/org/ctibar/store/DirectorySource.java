package org.ctibar.store;

import java.util.function.Consumer;

/** Where the domains read who and what the platform knows. */
public interface DirectorySource {
  /** Never waits. */
  Directory current();

  /** {@code listener} gets, on the caller's context, every later directory that differs from the one before. */
  void onChange(Consumer<Directory> listener);

  /** One that never changes. */
  static DirectorySource of(Directory directory) {
    return new DirectorySource() {
      @Override
      public Directory current() {
        return directory;
      }

      @Override
      public void onChange(Consumer<Directory> listener) {}
    };
  }
}
