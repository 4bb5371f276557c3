package dev.sonde.instrumentation;

import dev.sonde.instrumentation.agroal.Agroal;
import dev.sonde.instrumentation.apachehttp4.ApacheHttp4;
import dev.sonde.instrumentation.apachehttp5.ApacheHttp5;
import dev.sonde.instrumentation.c3p0.C3p0;
import dev.sonde.instrumentation.dbcp2.Dbcp2;
import dev.sonde.instrumentation.druid.Druid;
import dev.sonde.instrumentation.executors.Executors;
import dev.sonde.instrumentation.grpc.Grpc;
import dev.sonde.instrumentation.hikari.Hikari;
import dev.sonde.instrumentation.httpurlconnection.HttpUrlConnection;
import dev.sonde.instrumentation.javahttp.JavaHttp;
import dev.sonde.instrumentation.jbossthreads.JBossThreads;
import dev.sonde.instrumentation.jdbc.Jdbc;
import dev.sonde.instrumentation.jedis.Jedis;
import dev.sonde.instrumentation.jersey.Jersey;
import dev.sonde.instrumentation.jetty.Jetty;
import dev.sonde.instrumentation.lettuce.Lettuce;
import dev.sonde.instrumentation.loaders.ModularLoaders;
import dev.sonde.instrumentation.minio.Minio;
import dev.sonde.instrumentation.okhttp.OkHttp;
import dev.sonde.instrumentation.pool2.Pool2;
import dev.sonde.instrumentation.reactornetty.ReactorNetty;
import dev.sonde.instrumentation.redisson.Redisson;
import dev.sonde.instrumentation.resteasy.Resteasy;
import dev.sonde.instrumentation.retrofit.Retrofit;
import dev.sonde.instrumentation.s3v1.AwsSdk1;
import dev.sonde.instrumentation.s3v2.AwsSdk2;
import dev.sonde.instrumentation.springmvc.SpringMvc;
import dev.sonde.instrumentation.springweb.SpringWeb;
import dev.sonde.instrumentation.tomcat.Tomcat;
import dev.sonde.instrumentation.tomcatjdbc.TomcatJdbc;
import dev.sonde.instrumentation.ucp.Ucp;
import dev.sonde.instrumentation.undertow.Undertow;
import dev.sonde.instrumentation.vibur.Vibur;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** All libraries that the agent knows; a new one is one line here. */
public final class Libraries {

  private static final List<Library> ALL =
      Collections.unmodifiableList(
          Arrays.<Library>asList(
              new Agroal(),
              new ApacheHttp4(),
              new ApacheHttp5(),
              new AwsSdk1(),
              new AwsSdk2(),
              new C3p0(),
              new Dbcp2(),
              new Druid(),
              new Executors(),
              new Grpc(),
              new Hikari(),
              new HttpUrlConnection(),
              new JavaHttp(),
              new JBossThreads(),
              new Jdbc(),
              new Jedis(),
              new Jersey(),
              new Jetty(),
              new Lettuce(),
              new Minio(),
              new ModularLoaders(),
              new OkHttp(),
              new Pool2(),
              new ReactorNetty(),
              new Redisson(),
              new Resteasy(),
              new Retrofit(),
              new SpringMvc(),
              new SpringWeb(),
              new Tomcat(),
              new TomcatJdbc(),
              new Ucp(),
              new Undertow(),
              new Vibur()));

  private Libraries() {}

  public static List<Library> all() {
    return ALL;
  }
}
