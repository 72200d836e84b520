package org.ctibar.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** {@link LeakCheck} does not mind the threads of this class; ports and processes it does. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LeavesThreads {
  /** Why nobody can end them. */
  String value();
}
