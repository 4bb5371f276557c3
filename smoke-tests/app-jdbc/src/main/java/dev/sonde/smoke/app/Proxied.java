package dev.sonde.smoke.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/** Hands calls of a JDBC object on, and hides what that makes behind proxies too. */
final class Proxied implements InvocationHandler {

  private static final Class<?>[] HIDDEN = {
    Connection.class,
    Statement.class,
    PreparedStatement.class,
    CallableStatement.class,
    ResultSet.class
  };

  private final Object target;

  private Proxied(Object target) {
    this.target = target;
  }

  static Connection connection(Connection target) {
    return (Connection) proxy(Connection.class, target);
  }

  private static Object proxy(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        Proxied.class.getClassLoader(), new Class<?>[] {type}, new Proxied(target));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    for (Class<?> type : HIDDEN) {
      if (result != null && method.getReturnType() == type) {
        return proxy(type, result);
      }
    }
    return result;
  }
}
