package dev.sonde.instrumentation.jdbc;

import dev.sonde.instrumentation.Library;
import dev.sonde.instrumentation.Role;
import dev.sonde.instrumentation.Target;
import java.util.Arrays;
import java.util.List;

/**
 * Whatever implements JDBC: each driver's own classes, not those that pools and spies wrap them in.
 */
public final class Jdbc extends Library {

  private static final String PACKAGE = "dev.sonde.instrumentation.jdbc.";
  private static final String TEXT = "java.lang.String";
  private static final String[] WITH_KEYS = {
    TEXT, TEXT + ",int", TEXT + ",int[]", TEXT + ",java.lang.String[]"
  };

  public Jdbc() {
    super("jdbc", "jdbc", "drivers of JDBC 3 and newer");
  }

  @Override
  public List<String> otelNames() {
    return Arrays.asList("jdbc");
  }

  @Override
  public List<String> wrappers() {
    return Arrays.asList(
        "com/alibaba/druid/",
        "com/ibm/ws/",
        "com/mchange/",
        "com/mysql/cj/jdbc/CallableStatementWrapper",
        "com/mysql/cj/jdbc/ConnectionWrapper",
        "com/mysql/cj/jdbc/PreparedStatementWrapper",
        "com/mysql/cj/jdbc/StatementWrapper",
        "com/p6spy/",
        "com/sun/proxy/",
        "com/zaxxer/hikari/",
        "io/agroal/",
        "jdk/proxy",
        "net/bull/javamelody/",
        "net/sf/log4jdbc/",
        "net/ttddyy/",
        "oracle/ucp/",
        "org/apache/commons/dbcp",
        "org/apache/derby/iapi/jdbc/Brokered",
        "org/apache/tomcat/dbcp/",
        "org/apache/tomcat/jdbc/",
        "org/hibernate/",
        "org/jboss/jca/",
        "org/springframework/",
        "org/vibur/",
        "software/amazon/jdbc/",
        "weblogic/jdbc/wrapper/");
  }

  @Override
  public List<Target> targets() {
    return Arrays.asList(statement(), resultSet(), connection(), driver(), dataSource());
  }

  /** The bases of some drivers' statements are no statements, but for their methods. */
  private static Target statement() {
    Target target =
        new Target(
            new Role("java.sql.Statement", "Statement")
                .orA("java.sql.PreparedStatement", "java.sql.CallableStatement")
                .alsoIn("com/ibm/db2/jcc/")
                .markedBy("executeQuery(Ljava/lang/String;)Ljava/sql/ResultSet;"));
    target
        .carrying()
        .weave("execute()", PACKAGE + "ExecuteAdvice")
        .weave("executeQuery()", PACKAGE + "QueryAdvice")
        .weave("executeUpdate()", PACKAGE + "UpdateAdvice")
        .weave("executeLargeUpdate()", PACKAGE + "LargeUpdateAdvice")
        .weave("executeQuery(" + TEXT + ")", PACKAGE + "QuerySqlAdvice");
    for (String parameters : WITH_KEYS) {
      target
          .weave("execute(" + parameters + ")", PACKAGE + "ExecuteSqlAdvice")
          .weave("executeUpdate(" + parameters + ")", PACKAGE + "UpdateSqlAdvice")
          .weave("executeLargeUpdate(" + parameters + ")", PACKAGE + "LargeUpdateSqlAdvice");
    }
    Setters.weave(target);
    return target
        .weave("executeBatch()", PACKAGE + "BatchAdvice")
        .weave("executeLargeBatch()", PACKAGE + "LargeBatchAdvice")
        .weave("addBatch()", PACKAGE + "AddBatchAdvice")
        .weave("addBatch(" + TEXT + ")", PACKAGE + "AddBatchSqlAdvice")
        .weave("clearBatch()", PACKAGE + "ClearBatchAdvice")
        .weave("getResultSet()", PACKAGE + "GetResultSetAdvice")
        .weave("getMoreResults()", PACKAGE + "MoreResultsAdvice")
        .weave("getMoreResults(int)", PACKAGE + "MoreResultsAdvice")
        .weave("close()", PACKAGE + "CloseStatementAdvice");
  }

  private static Target resultSet() {
    return new Target(
            new Role("java.sql.ResultSet", "ResultSet")
                .alsoIn("com/ibm/db2/jcc/", "org/mariadb/jdbc/client/result/")
                .markedBy("getMetaData()Ljava/sql/ResultSetMetaData;"))
        .carrying()
        .weave("next()", PACKAGE + "NextAdvice")
        .weave("close()", PACKAGE + "CloseResultSetAdvice");
  }

  private static Target connection() {
    return new Target(new Role("java.sql.Connection", "Connection").alsoIn("com/ibm/db2/jcc/"))
        .carrying()
        .weave("createStatement(*)", PACKAGE + "CreateStatementAdvice")
        .weave("prepareStatement(" + TEXT + ")", PACKAGE + "PrepareAdvice")
        .weave("prepareStatement(" + TEXT + ",int)", PACKAGE + "PrepareAdvice")
        .weave("prepareStatement(" + TEXT + ",int[])", PACKAGE + "PrepareAdvice")
        .weave("prepareStatement(" + TEXT + ",java.lang.String[])", PACKAGE + "PrepareAdvice")
        .weave("prepareStatement(" + TEXT + ",int,int)", PACKAGE + "PrepareAdvice")
        .weave("prepareStatement(" + TEXT + ",int,int,int)", PACKAGE + "PrepareAdvice")
        .weave("prepareCall(" + TEXT + ")", PACKAGE + "PrepareAdvice")
        .weave("prepareCall(" + TEXT + ",int,int)", PACKAGE + "PrepareAdvice")
        .weave("prepareCall(" + TEXT + ",int,int,int)", PACKAGE + "PrepareAdvice")
        .weave("setAutoCommit(boolean)", PACKAGE + "AutoCommitAdvice")
        .weave("commit()", PACKAGE + "CommitAdvice")
        .weave("rollback()", PACKAGE + "RollbackAdvice");
  }

  private static Target driver() {
    return new Target(
            new Role("java.sql.Driver", "Driver").alsoIn("org/sqlite/JDBC", "com/ibm/db2/jcc/"))
        .weave("connect(" + TEXT + ",java.util.Properties)", PACKAGE + "ConnectAdvice");
  }

  private static Target dataSource() {
    return new Target(new Role("javax.sql.DataSource", "DataSource"))
        .weave("getConnection(*)", PACKAGE + "ObtainAdvice");
  }
}
