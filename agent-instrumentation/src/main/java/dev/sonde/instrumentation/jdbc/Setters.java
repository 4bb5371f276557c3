package dev.sonde.instrumentation.jdbc;

import dev.sonde.core.Property;
import dev.sonde.instrumentation.Target;

/**
 * The methods that set the parameters of a prepared statement; woven where values are asked for.
 */
final class Setters {

  private static final String PACKAGE = "dev.sonde.instrumentation.jdbc.";

  private static final String CALENDAR = ",java.util.Calendar";
  private static final String STREAM = "java.io.InputStream";
  private static final String READER = "java.io.Reader";
  private static final String OBJECT = "java.lang.Object";
  private static final String SQL_TYPE = ",java.sql.SQLType";

  /** Each with its types after the index or the name. */
  private static final String[][] METHODS = {
    {"setArray", "java.sql.Array"},
    {"setAsciiStream", STREAM, STREAM + ",int", STREAM + ",long"},
    {"setBigDecimal", "java.math.BigDecimal"},
    {"setBinaryStream", STREAM, STREAM + ",int", STREAM + ",long"},
    {"setBlob", "java.sql.Blob", STREAM, STREAM + ",long"},
    {"setBoolean", "boolean"},
    {"setByte", "byte"},
    {"setBytes", "byte[]"},
    {"setCharacterStream", READER, READER + ",int", READER + ",long"},
    {"setClob", "java.sql.Clob", READER, READER + ",long"},
    {"setDate", "java.sql.Date", "java.sql.Date" + CALENDAR},
    {"setDouble", "double"},
    {"setFloat", "float"},
    {"setInt", "int"},
    {"setLong", "long"},
    {"setNCharacterStream", READER, READER + ",long"},
    {"setNClob", "java.sql.NClob", READER, READER + ",long"},
    {"setNString", "java.lang.String"},
    {
      "setObject",
      OBJECT,
      OBJECT + ",int",
      OBJECT + ",int,int",
      OBJECT + SQL_TYPE,
      OBJECT + SQL_TYPE + ",int"
    },
    {"setRef", "java.sql.Ref"},
    {"setRowId", "java.sql.RowId"},
    {"setSQLXML", "java.sql.SQLXML"},
    {"setShort", "short"},
    {"setString", "java.lang.String"},
    {"setTime", "java.sql.Time", "java.sql.Time" + CALENDAR},
    {"setTimestamp", "java.sql.Timestamp", "java.sql.Timestamp" + CALENDAR},
    {"setURL", "java.net.URL"},
    {"setUnicodeStream", STREAM + ",int"},
  };

  private Setters() {}

  static Target weave(Target target) {
    for (String[] method : METHODS) {
      for (int i = 1; i < method.length; i++) {
        weave(target, method[0], method[i], "SetAdvice", "SetNamedAdvice");
      }
    }
    weave(target, "setNull", "int", "SetNullAdvice", "SetNamedNullAdvice");
    weave(target, "setNull", "int,java.lang.String", "SetNullAdvice", "SetNamedNullAdvice");
    return target.weaveIf(
        Property.JDBC_PARAMETERS, "clearParameters()", PACKAGE + "ClearParametersAdvice");
  }

  private static void weave(
      Target target, String method, String types, String advice, String namedAdvice) {
    target
        .weaveIf(Property.JDBC_PARAMETERS, method + "(int," + types + ")", PACKAGE + advice)
        .weaveIf(
            Property.JDBC_PARAMETERS,
            method + "(java.lang.String," + types + ")",
            PACKAGE + namedAdvice);
  }
}
