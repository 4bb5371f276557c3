package dev.sonde.exporters.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

  private static final String SECRET = "hunter2";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '\0',
      nullValues = "-",
      textBlock =
          """
          jdbc:postgresql://db.example.com/shop ~ postgresql ~ shop ~ db.example.com ~ 5432
          jdbc:postgresql://db:5433/shop?user=u&password=p ~ postgresql ~ shop ~ db ~ 5433
          jdbc:postgresql://u:p@db:5433/shop ~ postgresql ~ shop ~ db ~ 5433
          jdbc:postgresql://h1:5433,h2:5434/shop?targetServerType=primary ~ postgresql ~ shop ~ h1 ~ 5433
          jdbc:postgresql://[::1]:5433/shop ~ postgresql ~ shop ~ ::1 ~ 5433
          jdbc:postgresql://[2001:db8::1]/shop ~ postgresql ~ shop ~ 2001:db8::1 ~ 5432
          jdbc:postgresql://db/shop?currentSchema=a,b ~ postgresql ~ shop|a ~ db ~ 5432
          jdbc:postgresql:shop ~ postgresql ~ shop ~ localhost ~ 5432
          jdbc:postgresql:///shop ~ postgresql ~ shop ~ localhost ~ 5432
          jdbc:postgresql://db ~ postgresql ~ - ~ db ~ 5432
          jdbc:postgresql://db/ ~ postgresql ~ - ~ db ~ 5432
          jdbc:pgsql://db/shop ~ postgresql ~ shop ~ db ~ 5432
          JDBC:PostgreSQL://db/shop ~ postgresql ~ shop ~ db ~ 5432
          jdbc:postgresql:///shop?cloudSqlInstance=x&socketFactory=y ~ postgresql ~ shop ~ - ~ 0
          jdbc:cockroachdb://db/shop ~ cockroachdb ~ shop ~ db ~ 26257
          jdbc:redshift://c.eu.redshift.amazonaws.com:5439/dev ~ aws.redshift ~ dev ~ c.eu.redshift.amazonaws.com ~ 5439
          jdbc:redshift:iam://cluster:us-west-2/dev ~ aws.redshift ~ dev ~ - ~ 0
          jdbc:mysql://db/shop ~ mysql ~ shop ~ db ~ 3306
          jdbc:mysql://u:p/a@ss@db:3307/shop?x=a@b ~ mysql ~ shop ~ db ~ 3307
          jdbc:mysql://u:p?a@db:3307/shop?x=y ~ mysql ~ shop ~ db ~ 3307
          jdbc:mysql:loadbalance://h1:3307,h2/shop ~ mysql ~ shop ~ h1 ~ 3307
          jdbc:mysql:replication://h1,h2,h3/shop ~ mysql ~ shop ~ h1 ~ 3306
          jdbc:mysql+srv://srv/shop ~ mysql ~ shop ~ srv ~ 3306
          jdbc:mysql://address=(host=h1)(port=3307)(user=u)(password=p),h2/shop ~ mysql ~ shop ~ h1 ~ 3307
          jdbc:mysql://(host=h1,port=3307,password=p),(host=h2)/shop ~ mysql ~ shop ~ h1 ~ 3307
          jdbc:mysql:///shop ~ mysql ~ shop ~ localhost ~ 3306
          jdbc:mysql:// ~ mysql ~ - ~ localhost ~ 3306
          jdbc:mariadb://db:3306/shop ~ mariadb ~ shop ~ db ~ 3306
          jdbc:mariadb:sequential://h1:3307,h2/shop ~ mariadb ~ shop ~ h1 ~ 3307
          jdbc:mysql:aurora://h1/shop ~ mysql ~ shop ~ h1 ~ 3306
          jdbc:oracle:thin:@db:1522:ORCL ~ oracle.db ~ ORCL ~ db ~ 1522
          jdbc:oracle:thin:@//db:1522/svc.example.com ~ oracle.db ~ svc.example.com ~ db ~ 1522
          jdbc:oracle:thin:@db/svc ~ oracle.db ~ svc ~ db ~ 1521
          jdbc:oracle:thin:scott/tiger@//db:1521/svc:dedicated/inst ~ oracle.db ~ svc ~ db ~ 1521
          jdbc:oracle:thin:scott/"ti@g/er"@db:1521:ORCL ~ oracle.db ~ ORCL ~ db ~ 1521
          jdbc:oracle:thin:@tcps://db:2484/svc?wallet_location=/x@y ~ oracle.db ~ svc ~ db ~ 2484
          jdbc:oracle:thin:@h1,h2:1522/svc ~ oracle.db ~ svc ~ h1 ~ 1521
          jdbc:oracle:thin:@[::1]:1522:ORCL ~ oracle.db ~ ORCL ~ ::1 ~ 1522
          jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS_LIST=(ADDRESS=(PROTOCOL=TCP)(HOST = h1)(PORT=1522))(ADDRESS=(HOST=h2)(PORT=1523)))(CONNECT_DATA=(SERVICE_NAME = svc))) ~ oracle.db ~ svc ~ h1 ~ 1522
          jdbc:oracle:thin:u/p@(description=(address=(host=h1)(port=1522))(connect_data=(sid=ORCL))) ~ oracle.db ~ ORCL ~ h1 ~ 1522
          jdbc:oracle:thin:@ldap://dir:389/svc,cn=OracleContext,dc=x ~ oracle.db ~ svc ~ - ~ 0
          jdbc:oracle:thin:@prod_high?TNS_ADMIN=/x ~ oracle.db ~ prod_high ~ - ~ 0
          jdbc:oracle:oci:@prod ~ oracle.db ~ prod ~ - ~ 0
          jdbc:sqlserver://db;databaseName=shop;user=u;password=p ~ microsoft.sql_server ~ shop ~ db ~ 1433
          jdbc:sqlserver://db\\inst;databaseName=shop ~ microsoft.sql_server ~ inst|shop ~ db ~ 0
          jdbc:sqlserver://db\\inst:1434;database=shop ~ microsoft.sql_server ~ inst|shop ~ db ~ 1434
          jdbc:sqlserver://db;instanceName=inst;databaseName=shop ~ microsoft.sql_server ~ inst|shop ~ db ~ 0
          jdbc:sqlserver://;serverName=db;portNumber=1435;databaseName={shop;x} ~ microsoft.sql_server ~ shop;x ~ db ~ 1435
          jdbc:sqlserver://db:1433;password={a;databaseName=no}};};databaseName=shop ~ microsoft.sql_server ~ shop ~ db ~ 1433
          jdbc:sqlserver://db:1433;user=u@x;password=p@q ~ microsoft.sql_server ~ - ~ db ~ 1433
          jdbc:microsoft:sqlserver://db:1433;DatabaseName=shop ~ microsoft.sql_server ~ shop ~ db ~ 1433
          jdbc:jtds:sqlserver://db:1434/shop;instance=inst ~ microsoft.sql_server ~ inst|shop ~ db ~ 1434
          jdbc:jtds:sybase://db:5001/shop ~ sybase ~ shop ~ db ~ 5001
          jdbc:sybase:Tds:db:5001/shop?x=y ~ sybase ~ shop ~ db ~ 5001
          jdbc:sybase:Tds:db:5000?SERVICENAME=shop ~ sybase ~ shop ~ db ~ 5000
          jdbc:db2://db:50001/shop:user=u;password=p; ~ ibm.db2 ~ shop ~ db ~ 50001
          jdbc:db2:shop ~ ibm.db2 ~ shop ~ - ~ 0
          jdbc:as400://db/lib;user=u ~ ibm.db2 ~ lib ~ db ~ 50000
          jdbc:h2:mem:test;DB_CLOSE_DELAY=-1 ~ h2database ~ test ~ - ~ 0
          jdbc:h2:mem: ~ h2database ~ - ~ - ~ 0
          jdbc:h2:~/test ~ h2database ~ test ~ - ~ 0
          jdbc:h2:file:/data/test;USER=u;PASSWORD=p ~ h2database ~ test ~ - ~ 0
          jdbc:h2:C:\\data\\test ~ h2database ~ test ~ - ~ 0
          jdbc:h2:tcp://db:9093/~/test;USER=u ~ h2database ~ test ~ db ~ 9093
          jdbc:h2:ssl://db/mem:test ~ h2database ~ test ~ db ~ 9092
          jdbc:hsqldb:mem:test ~ hsqldb ~ test ~ - ~ 0
          jdbc:hsqldb:file:/data/test;shutdown=true ~ hsqldb ~ test ~ - ~ 0
          jdbc:hsqldb:res:/data/test ~ hsqldb ~ test ~ - ~ 0
          jdbc:hsqldb:hsql://db:9002/test ~ hsqldb ~ test ~ db ~ 9002
          jdbc:hsqldb:hsqls://db/test ~ hsqldb ~ test ~ db ~ 9001
          jdbc:derby:test;create=true ~ derby ~ test ~ - ~ 0
          jdbc:derby:memory:test;create=true ~ derby ~ test ~ - ~ 0
          jdbc:derby:;databaseName=test ~ derby ~ test ~ - ~ 0
          jdbc:derby://db:1528/test;user=u;password=p ~ derby ~ test ~ db ~ 1528
          jdbc:derby:jar:(/x/a.jar)test ~ derby ~ test ~ - ~ 0
          jdbc:sqlite:/data/test.db ~ sqlite ~ test.db ~ - ~ 0
          jdbc:sqlite::memory: ~ sqlite ~ - ~ - ~ 0
          jdbc:sqlite:file:test.db?mode=memory&key=k ~ sqlite ~ test.db ~ - ~ 0
          jdbc:snowflake://acme.snowflakecomputing.com/?warehouse=w&db=shop&schema=public ~ snowflake ~ shop|public ~ acme.snowflakecomputing.com ~ 443
          jdbc:clickhouse://db:8124/shop ~ clickhouse ~ shop ~ db ~ 8124
          jdbc:clickhouse:https://db/shop?ssl=true ~ clickhouse ~ shop ~ db ~ 8443
          jdbc:ch://h1,h2/shop ~ clickhouse ~ shop ~ h1 ~ 8123
          jdbc:p6spy:mysql://db/shop ~ mysql ~ shop ~ db ~ 3306
          jdbc:otel:h2:mem:test ~ h2database ~ test ~ - ~ 0
          jdbc:aws-wrapper:postgresql://db/shop ~ postgresql ~ shop ~ db ~ 5432
          jdbc:tc:mysql:8.0.36:///shop?TC_DAEMON=true ~ mysql ~ shop ~ - ~ 0
          jdbc:tc:postgresql:16://ignored/shop ~ postgresql ~ shop ~ - ~ 0
          jdbc:datadirect:sqlserver://db:1433;DatabaseName=shop ~ microsoft.sql_server ~ shop ~ db ~ 1433
          jdbc:datadirect:oracle://db:1521;SID=ORCL ~ oracle.db ~ ORCL ~ db ~ 1521
          jdbc:log4jdbc:postgresql://db/shop ~ postgresql ~ shop ~ db ~ 5432
          jdbc-secretsmanager:mysql://db/shop ~ mysql ~ shop ~ db ~ 3306
          jdbc:informix-sqli://db:1526/shop:INFORMIXSERVER=x;user=u;password=p ~ ibm.informix ~ shop ~ db ~ 1526
          jdbc:teradata://db/DATABASE=shop,USER=u,PASSWORD=p ~ teradata ~ shop ~ db ~ 1025
          jdbc:trino://db:8443/hive/shop ~ trino ~ hive|shop ~ db ~ 8443
          jdbc:sap://db:30015/?databaseName=shop ~ sap.hana ~ shop ~ db ~ 30015
          jdbc:firebirdsql://db//data/shop.fdb ~ firebirdsql ~ shop.fdb ~ db ~ 3050
          jdbc:cloudspanner:/projects/p/instances/i/databases/shop?x=y ~ gcp.spanner ~ shop ~ - ~ 0
          jdbc:acme://db:99/shop ~ other_sql ~ shop ~ db ~ 99
          jdbc:acme:whatever ~ other_sql ~ - ~ - ~ 0
          nonsense ~ other_sql ~ - ~ - ~ 0
          - ~ other_sql ~ - ~ - ~ 0
          """)
  void systemNamespaceAndServerAreRead(
      String url, String system, String namespace, String address, int port) {
    JdbcUrl read = JdbcUrl.parse(url);

    assertThat(read.system()).isEqualTo(system);
    assertThat(read.namespace()).isEqualTo(namespace);
    assertThat(read.serverAddress()).isEqualTo(address);
    assertThat(read.serverPort()).isEqualTo(port);
    assertThat(read.dialect()).isSameAs(Dialect.of(system));
  }

  @Test
  void theSystemsOwnPortIsTold() {
    assertThat(JdbcUrl.parse("jdbc:mysql://db/x").isDefaultPort()).isTrue();
    assertThat(JdbcUrl.parse("jdbc:mysql://db:3306/x").isDefaultPort()).isTrue();
    assertThat(JdbcUrl.parse("jdbc:mysql://db:3307/x").isDefaultPort()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://u:hunter2@db/x",
    "jdbc:mysql://hunter2@db/x",
    "jdbc:mysql://u:hunter2/hunter2@db/x",
    "jdbc:mysql://u:a?hunter2@db/x",
    "jdbc:mysql://u:a;hunter2/@db/x",
    "jdbc:mysql://hunter2:a?b=c@db/x",
    "jdbc:mysql://db/x?password=hunter2",
    "jdbc:mysql://db?password=hunter2/hunter2",
    "jdbc:mysql://db/password=hunter2",
    "jdbc:postgresql://hunter2:${port}/x",
    "jdbc:postgresql:x?password=hunter2@y",
    "jdbc:oracle:thin:hunter2/hunter2@db:1521:x",
    "jdbc:oracle:thin:u/hunter2@x",
    "jdbc:oracle:thin:u/hunter2",
    "jdbc:oracle:thin:u/a@hunter2@(DESCRIPTION=(HOST=db))",
    "jdbc:sqlserver://db;user=hunter2;password={;databaseName=hunter2}",
    "jdbc:sqlserver://db;password={;databaseName=hunter2",
    "jdbc:db2://db/x:user=u;password=hunter2;",
    "jdbc:h2:mem:x;PASSWORD=hunter2",
    "jdbc:h2:tcp://db/x;PASSWORD=hunter2/hunter2",
    "jdbc:acme:user/hunter2@//db/x",
    "jdbc:acme:user=u;password=hunter2;url=http://hunter2/x",
  })
  void noSecretIsKept(String url) {
    assertThat(JdbcUrl.parse(url).toString()).doesNotContain(SECRET);
  }

  @Test
  void noInputIsTooBad() {
    String[] tokens = {
      "jdbc:",
      "mysql:",
      "postgresql:",
      "oracle:thin:",
      "sqlserver:",
      "h2:",
      "hsqldb:",
      "derby:",
      "sqlite:",
      "sybase:Tds:",
      "jtds:",
      "tc:",
      "p6spy:",
      "db2:",
      "teradata:",
      "trino:",
      "cloudspanner:",
      "mem:",
      "tcp:",
      "//",
      "/",
      "@",
      ":",
      ";",
      "?",
      "&",
      "=",
      ",",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "\\",
      "host",
      "HOST=",
      "SID=",
      "address=(",
      "databaseName=",
      "12",
      "99999",
      "123456789012",
      "::1",
      " ",
      "\0",
      "\uD83D",
      "~",
      "|",
      "%",
      "#",
      "$",
      "database="
    };
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder url = new StringBuilder(random.nextInt(4) == 0 ? "" : "jdbc:");
      int parts = random.nextInt(16);
      for (int k = 0; k < parts; k++) {
        url.append(tokens[random.nextInt(tokens.length)]);
      }
      JdbcUrl read = JdbcUrl.parse(url.toString());
      assertThat(read.system()).isNotEmpty();
      assertThat(read.serverPort()).isBetween(0, 65535);
    }
  }

  @Test
  void noPasswordOfAnyCharactersIsKept() {
    String[] starts = {
      "jdbc:mysql://u:", "jdbc:postgresql://u:", "jdbc:oracle:thin:u/", "jdbc:x://u:"
    };
    Random random = new Random(8);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder url = new StringBuilder(starts[i % starts.length]);
      int before = random.nextInt(5);
      for (int k = 0; k < before; k++) {
        url.append("/:;,.#!$%^&*()-_+|~a1".charAt(random.nextInt(21)));
      }
      url.append(SECRET).append(i % 2 == 0 ? "@db:3306/x" : "/@db:1521/x");
      JdbcUrl read = JdbcUrl.parse(url.toString());
      if (read.toString().contains(SECRET)) {
        assertThat(read.toString()).as(url.toString()).doesNotContain(SECRET);
      }
    }
  }
}
