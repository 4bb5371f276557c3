package dev.sonde.smoke.isolation;

import java.net.URL;
import java.util.Collections;

/** Says of classes that agents like to bring where they come from, and looks for the agent's. */
public final class Libraries {

  private Libraries() {}

  public static void main(String[] classNames) throws Exception {
    Call.await();
    for (String className : classNames) {
      String resource = className.replace('.', '/') + ".class";
      int copies = Collections.list(Libraries.class.getClassLoader().getResources(resource)).size();
      try {
        Class<?> type = Class.forName(className);
        URL source = type.getProtectionDomain().getCodeSource().getLocation();
        String file = source.getPath().substring(source.getPath().lastIndexOf('/') + 1);
        System.out.println(className + " from " + file + ", copies " + copies);
      } catch (ClassNotFoundException e) {
        System.out.println(className + " not found, copies " + copies);
      }
    }
  }
}
