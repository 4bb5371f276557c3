package dev.sonde.exporters.db;

/** The systems that JDBC URLs name, with the port that each has when the URL has none. */
enum JdbcVendor {
  POSTGRESQL("postgresql", 5432),
  MYSQL("mysql", 3306),
  MARIADB("mariadb", 3306),
  ORACLE("oracle.db", 1521),
  SQL_SERVER("microsoft.sql_server", 1433),
  DB2("ibm.db2", 50000),
  SYBASE("sybase", 5000),
  H2("h2database", 9092),
  HSQLDB("hsqldb", 9001),
  DERBY("derby", 1527),
  SQLITE("sqlite", 0),
  SNOWFLAKE("snowflake", 443),
  REDSHIFT("aws.redshift", 5439),
  COCKROACHDB("cockroachdb", 26257),
  CLICKHOUSE("clickhouse", 8123),
  INFORMIX("ibm.informix", 0),
  NETEZZA("ibm.netezza", 5480),
  FIREBIRD("firebirdsql", 3050),
  HANA("sap.hana", 0),
  TERADATA("teradata", 1025),
  TRINO("trino", 8080),
  HIVE("hive", 10000),
  SPANNER("gcp.spanner", 443),
  OTHER("other_sql", 0);

  final String system;
  final int port;

  JdbcVendor(String system, int port) {
    this.system = system;
    this.port = port;
  }

  /** The vendor of a URL's first word after {@code jdbc:}, in small letters. */
  static JdbcVendor of(String scheme) {
    switch (scheme) {
      case "postgresql":
      case "pgsql":
      case "postgres":
      case "edb":
        return POSTGRESQL;
      case "mysql":
      case "mysqlx":
      case "mysql+srv":
        return MYSQL;
      case "mariadb":
        return MARIADB;
      case "oracle":
        return ORACLE;
      case "sqlserver":
      case "microsoft":
        return SQL_SERVER;
      case "db2":
      case "as400":
      case "db2j":
        return DB2;
      case "sybase":
        return SYBASE;
      case "h2":
        return H2;
      case "hsqldb":
        return HSQLDB;
      case "derby":
        return DERBY;
      case "sqlite":
        return SQLITE;
      case "snowflake":
        return SNOWFLAKE;
      case "redshift":
        return REDSHIFT;
      case "cockroachdb":
      case "cockroach":
        return COCKROACHDB;
      case "clickhouse":
      case "ch":
        return CLICKHOUSE;
      case "informix-sqli":
      case "informix":
      case "ids":
        return INFORMIX;
      case "netezza":
        return NETEZZA;
      case "firebirdsql":
      case "firebird":
        return FIREBIRD;
      case "sap":
        return HANA;
      case "teradata":
        return TERADATA;
      case "trino":
        return TRINO;
      case "hive2":
      case "hive":
        return HIVE;
      case "cloudspanner":
        return SPANNER;
      default:
        return OTHER;
    }
  }
}
