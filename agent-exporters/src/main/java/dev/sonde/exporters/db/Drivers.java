package dev.sonde.exporters.db;

/** What the names of drivers' classes tell, where no URL was seen. */
final class Drivers {

  static final String UNKNOWN = "other_sql";

  /** The beginning of a class's name, then the database's system. */
  private static final String[] SYSTEMS = {
    "org.postgresql.", "postgresql",
    "org.mariadb.", "mariadb",
    "com.mysql.", "mysql",
    "org.h2.", "h2database",
    "org.hsqldb.", "hsqldb",
    "org.apache.derby.", "derby",
    "org.sqlite.", "sqlite",
    "oracle.jdbc.", "oracle.db",
    "com.microsoft.sqlserver.", "microsoft.sql_server",
    "net.sourceforge.jtds.", "microsoft.sql_server",
    "com.ibm.db2.", "ibm.db2",
    "com.sybase.", "sybase",
    "net.snowflake.", "snowflake",
    "com.amazon.redshift.", "aws.redshift",
    "com.clickhouse.", "clickhouse",
  };

  private Drivers() {}

  static String system(String className) {
    for (int i = 0; i < SYSTEMS.length; i += 2) {
      if (className.startsWith(SYSTEMS[i])) {
        return SYSTEMS[i + 1];
      }
    }
    return UNKNOWN;
  }
}
