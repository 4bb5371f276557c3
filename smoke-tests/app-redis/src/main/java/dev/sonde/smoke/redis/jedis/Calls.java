package dev.sonde.smoke.redis.jedis;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/** Calls by name: what the methods of the client return differs from version to version. */
final class Calls {

  private Calls() {}

  static Object call(Object target, String name, Object... arguments) throws Exception {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name)
          && !method.isBridge()
          && Modifier.isPublic(method.getDeclaringClass().getModifiers())
          && fits(method.getParameterTypes(), arguments)) {
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof Exception) {
            throw (Exception) e.getCause();
          }
          throw e;
        }
      }
    }
    throw new NoSuchMethodException(target.getClass().getName() + '.' + name);
  }

  /** Makes an object of the client's by a constructor, or by a method that is there for that. */
  static Object create(String simpleName, String method, Object... arguments) throws Exception {
    Class<?> type =
        Class.forName("redis.clients.jedis." + simpleName, true, Calls.class.getClassLoader());
    if (method == null) {
      for (Constructor<?> constructor : type.getConstructors()) {
        if (fits(constructor.getParameterTypes(), arguments)) {
          return constructor.newInstance(arguments);
        }
      }
    }
    for (Method each : type.getMethods()) {
      if (each.getName().equals(method) && fits(each.getParameterTypes(), arguments)) {
        return each.invoke(null, arguments);
      }
    }
    throw new NoSuchMethodException(simpleName);
  }

  /** A command that is called by its name; null where this version does not know it. */
  static Object command(String name) throws Exception {
    Class<?> commands =
        Class.forName("redis.clients.jedis.Protocol$Command", true, Calls.class.getClassLoader());
    for (Object each : commands.getEnumConstants()) {
      if (each.toString().equals(name)) {
        return each;
      }
    }
    return null;
  }

  private static boolean fits(Class<?>[] types, Object[] arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      boolean primitive =
          (types[i] == int.class && arguments[i] instanceof Integer)
              || (types[i] == long.class && arguments[i] instanceof Long)
              || (types[i] == boolean.class && arguments[i] instanceof Boolean);
      if (!primitive && !types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
