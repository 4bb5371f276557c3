package dev.sonde.instrumentation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a library's objects by the names of their public methods, where nothing is woven that could:
 * for what is read at a scrape. What an object does not have, or does not show, is unknown.
 */
public final class Getters {

  private static final Object ABSENT = new Object();

  /** Kept with the classes, so that none of an application's is kept by the agent. */
  private final ClassValue<Map<String, Object>> known =
      new ClassValue<Map<String, Object>>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  public Getters() {}

  /** A whole number; -1 when it is unknown. */
  public long number(@Nullable Object object, String method) {
    Object value = get(object, method);
    return value instanceof Number ? ((Number) value).longValue() : -1;
  }

  /** What a method without parameters returns; null when it is unknown. */
  public @Nullable Object get(@Nullable Object object, String method) {
    if (object == null) {
      return null;
    }
    Map<String, Object> getters = known.get(object.getClass());
    Object getter = getters.get(method);
    if (getter == null) {
      getter = findPrivileged(object.getClass(), method);
      getters.put(method, getter);
    }
    try {
      return getter == ABSENT ? null : ((Method) getter).invoke(object);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** The same for a thread of the application, which may not look at classes. */
  private static Object findPrivileged(final Class<?> type, final String name) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Object>() {
          @Override
          public Object run() {
            return find(type, name);
          }
        });
  }

  /** The method as a public class or interface declares it, which anybody may call. */
  private static Object find(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Object declared = declared(each, name);
      if (declared != ABSENT) {
        return declared;
      }
      for (Class<?> implemented : each.getInterfaces()) {
        Object inherited = find(implemented, name);
        if (inherited != ABSENT) {
          return inherited;
        }
      }
    }
    return ABSENT;
  }

  private static Object declared(Class<?> type, String name) {
    if (!Modifier.isPublic(type.getModifiers())) {
      return ABSENT;
    }
    try {
      Method method = type.getDeclaredMethod(name);
      return Modifier.isPublic(method.getModifiers()) ? method : ABSENT;
    } catch (NoSuchMethodException | LinkageError | RuntimeException e) {
      return ABSENT;
    }
  }
}
