package org.ctibar.app;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What verticles are made of. A part is made once, when the first constructor asks for it: a node without the verticles
 * that need a database opens none. Used by one thread, while the node starts.
 */
final class Parts {
  private final Map<Class<?>, Supplier<Future<?>>> makers = new HashMap<>();
  private final Map<Class<?>, Future<?>> made = new HashMap<>();

  <T> void provide(Class<T> type, Supplier<Future<? extends T>> maker) {
    makers.put(type, maker::get);
  }

  <T> Future<T> get(Class<T> type) {
    Future<?> part = made.get(type);
    if (part == null) {
      Supplier<Future<?>> maker = makers.get(type);
      if (maker == null) {
        return Future.failedFuture(
            new IllegalStateException("nobody provides a " + type.getName()));
      }
      part = maker.get();
      made.put(type, part);
    }
    return part.map(type::cast);
  }

  /**
   * @return makes an instance at each call, all with the same parts; fails if the class is none of ours or a part
   *     cannot be made
   */
  Future<Supplier<Deployable>> assemble(String className) {
    Constructor<?> constructor;
    try {
      constructor = Arrays.stream(
              Class.forName(className).asSubclass(Deployable.class).getConstructors())
          .max(Comparator.comparingInt(Constructor::getParameterCount))
          .orElseThrow(() -> new IllegalStateException(className + " has no public constructor"));
    } catch (ClassNotFoundException | ClassCastException e) {
      return Future.failedFuture(new IllegalStateException(className + " is no verticle", e));
    }
    List<? extends Future<?>> arguments =
        Arrays.stream(constructor.getParameterTypes()).map(this::get).toList();
    return Future.all(arguments)
        .map(all ->
            () -> make(constructor, arguments.stream().map(Future::result).toArray()));
  }

  private static Deployable make(Constructor<?> constructor, Object[] arguments) {
    try {
      return (Deployable) constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
