package com.example.driver;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLFeatureNotSupportedException;

/** What all calls end in that the driver does not answer itself. */
final class Unsupported implements InvocationHandler {

  private static final Unsupported ALL = new Unsupported();

  private Unsupported() {}

  static <T> T of(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(Unsupported.class.getClassLoader(), new Class<?>[] {type}, ALL));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments)
      throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException(method.getName() + " is not supported", "0A000");
  }
}
