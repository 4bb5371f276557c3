package dev.sonde.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** The class files of the advices, as they are compiled or with packages renamed. */
final class Advices {

  /**
   * Packages, or classes, that differ in nothing but their names: the one that advices have, then
   * the other one, and so on.
   */
  private static final String[][] RENAMINGS = {
    {"jakarta/servlet/", "javax/servlet/"},
    {
      "jakarta/servlet/", "javax/servlet/",
      "org/eclipse/jetty/ee9/", "org/eclipse/jetty/ee8/"
    },
    {"org/eclipse/jetty/ee10/", "org/eclipse/jetty/ee11/"},
    {
      "org/eclipse/jetty/ee10/servlet/ServletChannelState",
      "org/eclipse/jetty/ee10/servlet/ServletRequestState"
    },
    {
      "org/apache/commons/dbcp2/", "org/apache/tomcat/dbcp/dbcp2/",
      "org/apache/commons/pool2/", "org/apache/tomcat/dbcp/pool2/"
    },
    {"dev/sonde/instrumentation/httpurlconnection/jdk/", "sun/net/www/"},
    {"dev/sonde/instrumentation/reactornetty/client/", "reactor/netty/http/client/"},
    {
      "dev/sonde/instrumentation/javahttp/jdk/HttpHeaders", "java/net/http/HttpHeaders",
      "dev/sonde/instrumentation/javahttp/jdk/BodyPublisher",
          "java/net/http/HttpRequest$BodyPublisher",
      "dev/sonde/instrumentation/javahttp/jdk/", "jdk/internal/net/http/"
    }
  };

  /** In how many further forms an advice fits libraries that differ in names of packages alone. */
  static final int TWINS = RENAMINGS.length;

  private Advices() {}

  /** The class file of an advice, which is never loaded as a class. */
  static byte[] read(String className) throws IOException {
    String resource = className.replace('.', '/') + ".class";
    try (InputStream in = Advices.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no " + resource);
      }
      return ClassFiles.drain(in);
    }
  }

  /**
   * The form that is for a class of one of the renamed packages, or -1. Beside it there may be the
   * class that it is a copy of, which the other form is for.
   */
  static int twinOf(String className) {
    String name = className.replace('.', '/');
    for (int index = 0; index < TWINS; index++) {
      String[] renamings = RENAMINGS[index];
      for (int i = 1; i < renamings.length; i += 2) {
        if (name.startsWith(renamings[i])) {
          return index;
        }
      }
    }
    return -1;
  }

  /** The same advice for a library that has other names for its packages. */
  static byte[] twin(byte[] advice, int index) {
    final String[] renamings = RENAMINGS[index];
    ClassWriter writer = new ClassWriter(0);
    Remapper renaming =
        new Remapper(Asm.API) {
          @Override
          public String map(String name) {
            for (int i = 0; i < renamings.length; i += 2) {
              if (name.startsWith(renamings[i])) {
                return renamings[i + 1] + name.substring(renamings[i].length());
              }
            }
            return name;
          }
        };
    new ClassReader(advice).accept(new ClassRemapper(writer, renaming), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }
}
