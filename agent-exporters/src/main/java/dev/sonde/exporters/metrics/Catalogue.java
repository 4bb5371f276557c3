package dev.sonde.exporters.metrics;

import dev.sonde.exporters.metrics.Metric.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every metric of the agent, each defined here and nowhere else. */
public final class Catalogue {

  private static final double[] NO_BUCKETS = {};
  private static final List<Metric> ALL = new ArrayList<>();

  public static final Metric HTTP_SERVER_REQUEST_DURATION =
      of(
          "http",
          "http.server.request.duration",
          "http_server_request_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of HTTP server requests; its _count is the request counter",
          new double[] {
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
          },
          "http.request.method",
          "url.scheme",
          "http.route",
          "http.response.status_code",
          "error.type",
          "network.protocol.version");
  public static final Metric HTTP_SERVER_ACTIVE_REQUESTS =
      of(
          "http",
          "http.server.active_requests",
          "http_server_active_requests",
          Type.UP_DOWN_COUNTER,
          "{request}",
          "Requests in flight",
          NO_BUCKETS,
          "http.request.method",
          "url.scheme");
  public static final Metric HTTP_SERVER_REQUEST_BODY_SIZE =
      of(
          "http",
          "http.server.request.body.size",
          "http_server_request_body_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Request body sizes",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          },
          "http.request.method",
          "url.scheme",
          "http.route",
          "http.response.status_code",
          "error.type",
          "network.protocol.version");
  public static final Metric HTTP_SERVER_RESPONSE_BODY_SIZE =
      of(
          "http",
          "http.server.response.body.size",
          "http_server_response_body_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Response body sizes",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          },
          "http.request.method",
          "url.scheme",
          "http.route",
          "http.response.status_code",
          "error.type",
          "network.protocol.version");
  public static final Metric HTTP_SERVER_CONNECTIONS =
      of(
          "http",
          "sonde.http.server.connections",
          "sonde_http_server_connections",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Open server connections",
          NO_BUCKETS,
          "sonde.connector",
          "sonde.connection.state");
  public static final Metric HTTP_SERVER_THREADS =
      of(
          "http",
          "sonde.http.server.threads",
          "sonde_http_server_threads",
          Type.UP_DOWN_COUNTER,
          "{thread}",
          "Server worker threads",
          NO_BUCKETS,
          "sonde.connector",
          "sonde.thread.state");
  public static final Metric HTTP_SERVER_THREADS_MAX =
      of(
          "http",
          "sonde.http.server.threads.max",
          "sonde_http_server_threads_max",
          Type.UP_DOWN_COUNTER,
          "{thread}",
          "Configured worker thread maximum",
          NO_BUCKETS,
          "sonde.connector");
  public static final Metric HTTP_SERVER_QUEUE_SIZE =
      of(
          "http",
          "sonde.http.server.queue.size",
          "sonde_http_server_queue_size",
          Type.UP_DOWN_COUNTER,
          "{request}",
          "What waits for a server worker thread",
          NO_BUCKETS,
          "sonde.connector");
  public static final Metric HTTP_CLIENT_REQUEST_DURATION =
      of(
          "http",
          "http.client.request.duration",
          "http_client_request_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Outbound HTTP calls",
          new double[] {
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
          },
          "http.request.method",
          "server.address",
          "server.port",
          "http.response.status_code",
          "error.type",
          "network.protocol.version");
  public static final Metric HTTP_CLIENT_ACTIVE_REQUESTS =
      of(
          "http",
          "http.client.active_requests",
          "http_client_active_requests",
          Type.UP_DOWN_COUNTER,
          "{request}",
          "Outbound HTTP calls in flight",
          NO_BUCKETS,
          "http.request.method",
          "server.address",
          "server.port");
  public static final Metric HTTP_CLIENT_REQUEST_BODY_SIZE =
      of(
          "http",
          "http.client.request.body.size",
          "http_client_request_body_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Outbound request body sizes",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          },
          "http.request.method",
          "server.address",
          "server.port",
          "http.response.status_code",
          "error.type");
  public static final Metric HTTP_CLIENT_RESPONSE_BODY_SIZE =
      of(
          "http",
          "http.client.response.body.size",
          "http_client_response_body_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Outbound response body sizes",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          },
          "http.request.method",
          "server.address",
          "server.port",
          "http.response.status_code",
          "error.type");
  public static final Metric RPC_SERVER_CALL_DURATION =
      of(
          "grpc",
          "rpc.server.call.duration",
          "rpc_server_call_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of incoming RPCs",
          new double[] {
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
          },
          "rpc.system.name",
          "rpc.method",
          "rpc.response.status_code",
          "error.type");
  public static final Metric RPC_CLIENT_CALL_DURATION =
      of(
          "grpc",
          "rpc.client.call.duration",
          "rpc_client_call_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of outgoing RPCs",
          new double[] {
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
          },
          "rpc.system.name",
          "rpc.method",
          "rpc.response.status_code",
          "error.type",
          "server.address",
          "server.port");
  public static final Metric RPC_SERVER_ACTIVE_CALLS =
      of(
          "grpc",
          "sonde.rpc.server.active_calls",
          "sonde_rpc_server_active_calls",
          Type.UP_DOWN_COUNTER,
          "{call}",
          "Incoming RPCs in flight",
          NO_BUCKETS,
          "rpc.system.name",
          "rpc.method");
  public static final Metric RPC_CLIENT_ACTIVE_CALLS =
      of(
          "grpc",
          "sonde.rpc.client.active_calls",
          "sonde_rpc_client_active_calls",
          Type.UP_DOWN_COUNTER,
          "{call}",
          "Outgoing RPCs in flight",
          NO_BUCKETS,
          "rpc.system.name",
          "rpc.method");
  public static final Metric RPC_SERVER_MESSAGES =
      of(
          "grpc",
          "sonde.rpc.server.messages",
          "sonde_rpc_server_messages_total",
          Type.COUNTER,
          "{message}",
          "Messages on incoming RPCs (streams counted)",
          NO_BUCKETS,
          "rpc.system.name",
          "rpc.method",
          "network.io.direction");
  public static final Metric RPC_CLIENT_MESSAGES =
      of(
          "grpc",
          "sonde.rpc.client.messages",
          "sonde_rpc_client_messages_total",
          Type.COUNTER,
          "{message}",
          "Messages on outgoing RPCs",
          NO_BUCKETS,
          "rpc.system.name",
          "rpc.method",
          "network.io.direction");
  public static final Metric RPC_MESSAGE_SIZE =
      of(
          "grpc",
          "sonde.rpc.message.size",
          "sonde_rpc_message_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Serialized message sizes",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          },
          "rpc.system.name",
          "rpc.method",
          "network.io.direction",
          "sonde.rpc.side");
  public static final Metric RPC_CLIENT_CONNECTIONS =
      of(
          "grpc",
          "sonde.rpc.client.connections",
          "sonde_rpc_client_connections",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Connections of channels by state",
          NO_BUCKETS,
          "server.address",
          "server.port",
          "sonde.connection.state");
  public static final Metric RPC_CLIENT_RECONNECTS =
      of(
          "grpc",
          "sonde.rpc.client.reconnects",
          "sonde_rpc_client_reconnects_total",
          Type.COUNTER,
          "{reconnect}",
          "Connections of channels that were lost and are open again",
          NO_BUCKETS,
          "server.address",
          "server.port");
  public static final Metric DB_OPERATION_DURATION =
      of(
          "db",
          "db.client.operation.duration",
          "db_client_operation_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of JDBC and Redis operations",
          new double[] {
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
            2.5, 5, 10
          },
          "db.system.name",
          "db.operation.name",
          "db.collection.name",
          "db.namespace",
          "db.query.summary",
          "error.type",
          "db.response.status_code",
          "server.address",
          "server.port");
  public static final Metric DB_RETURNED_ROWS =
      of(
          "db",
          "db.client.response.returned_rows",
          "db_client_response_returned_rows",
          Type.HISTOGRAM,
          "{row}",
          "Rows returned",
          new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000},
          "db.system.name",
          "db.operation.name",
          "db.collection.name",
          "db.namespace",
          "db.query.summary");
  public static final Metric DB_ACTIVE_OPERATIONS =
      of(
          "db",
          "sonde.db.client.active_operations",
          "sonde_db_client_active_operations",
          Type.UP_DOWN_COUNTER,
          "{operation}",
          "Operations in flight",
          NO_BUCKETS,
          "db.system.name",
          "db.namespace");
  public static final Metric DB_AFFECTED_ROWS =
      of(
          "db",
          "sonde.db.client.affected_rows",
          "sonde_db_client_affected_rows_total",
          Type.COUNTER,
          "{row}",
          "Rows changed (executeUpdate, batches)",
          NO_BUCKETS,
          "db.system.name",
          "db.operation.name",
          "db.collection.name");
  public static final Metric DB_BATCH_SIZE =
      of(
          "db",
          "sonde.db.client.batch.size",
          "sonde_db_client_batch_size",
          Type.HISTOGRAM,
          "{operation}",
          "Operations in a JDBC batch, Redis pipeline or MULTI",
          new double[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000},
          "db.system.name",
          "db.operation.name");
  public static final Metric DB_SLOW_OPERATIONS =
      of(
          "db",
          "sonde.db.client.slow_operations",
          "sonde_db_client_slow_operations_total",
          Type.COUNTER,
          "{operation}",
          "Operations over the slow threshold (default 1 s)",
          NO_BUCKETS,
          "db.system.name",
          "db.query.summary");
  public static final Metric DB_TRANSACTION_DURATION =
      of(
          "db",
          "sonde.db.client.transaction.duration",
          "sonde_db_client_transaction_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "JDBC transactions",
          new double[] {
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
            2.5, 5, 10
          },
          "db.system.name",
          "db.namespace",
          "sonde.db.transaction.outcome");
  public static final Metric DB_FETCH_DURATION =
      of(
          "db",
          "sonde.db.client.fetch.duration",
          "sonde_db_client_fetch_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Time from a result set to its end",
          new double[] {
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
            2.5, 5, 10
          },
          "db.system.name",
          "db.operation.name",
          "db.collection.name",
          "db.namespace",
          "db.query.summary");
  public static final Metric DB_N_PLUS_ONE =
      of(
          "db",
          "sonde.db.client.n_plus_one",
          "sonde_db_client_n_plus_one_total",
          Type.COUNTER,
          "{request}",
          "Requests that executed one statement again and again",
          NO_BUCKETS,
          "http.route",
          "db.query.summary");
  public static final Metric DB_CLIENT_CONNECTION_COUNT =
      of(
          "db",
          "db.client.connection.count",
          "db_client_connection_count",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Connections of a pool by state",
          NO_BUCKETS,
          "db.client.connection.pool.name",
          "db.client.connection.state");
  public static final Metric DB_CLIENT_CONNECTION_MAX =
      of(
          "db",
          "db.client.connection.max",
          "db_client_connection_max",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Maximum open connections",
          NO_BUCKETS,
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_IDLE_MAX =
      of(
          "db",
          "db.client.connection.idle.max",
          "db_client_connection_idle_max",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Maximum idle connections",
          NO_BUCKETS,
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_IDLE_MIN =
      of(
          "db",
          "db.client.connection.idle.min",
          "db_client_connection_idle_min",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Minimum idle connections",
          NO_BUCKETS,
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_PENDING_REQUESTS =
      of(
          "db",
          "db.client.connection.pending_requests",
          "db_client_connection_pending_requests",
          Type.UP_DOWN_COUNTER,
          "{request}",
          "Callers that wait for a connection",
          NO_BUCKETS,
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_TIMEOUTS =
      of(
          "db",
          "db.client.connection.timeouts",
          "db_client_connection_timeouts_total",
          Type.COUNTER,
          "{timeout}",
          "Callers that waited for a connection in vain",
          NO_BUCKETS,
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_CREATE_TIME =
      of(
          "db",
          "db.client.connection.create_time",
          "db_client_connection_create_time_seconds",
          Type.HISTOGRAM,
          "s",
          "Time to open a connection",
          new double[] {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30},
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_WAIT_TIME =
      of(
          "db",
          "db.client.connection.wait_time",
          "db_client_connection_wait_time_seconds",
          Type.HISTOGRAM,
          "s",
          "Time to obtain a connection",
          new double[] {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30},
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_USE_TIME =
      of(
          "db",
          "db.client.connection.use_time",
          "db_client_connection_use_time_seconds",
          Type.HISTOGRAM,
          "s",
          "Time between borrow and return",
          new double[] {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30},
          "db.client.connection.pool.name");
  public static final Metric DB_CLIENT_CONNECTION_LEAKS =
      of(
          "db",
          "sonde.db.client.connection.leaks",
          "sonde_db_client_connection_leaks_total",
          Type.COUNTER,
          "{connection}",
          "Connections held for longer than the leak threshold",
          NO_BUCKETS,
          "db.client.connection.pool.name");
  public static final Metric REDIS_KEY_LOOKUPS =
      of(
          "redis",
          "sonde.redis.client.key_lookups",
          "sonde_redis_client_key_lookups_total",
          Type.COUNTER,
          "{lookup}",
          "Keys and fields that read commands (GET, MGET, HGET, EXISTS …) found or did not find",
          NO_BUCKETS,
          "db.operation.name",
          "sonde.lookup.result",
          "server.address");
  public static final Metric REDIS_BLOCKING_DURATION =
      of(
          "redis",
          "sonde.redis.client.blocking.duration",
          "sonde_redis_client_blocking_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of commands that wait on the server (BLPOP, XREAD BLOCK …)",
          new double[] {0.001, 0.01, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300},
          "db.operation.name",
          "db.namespace",
          "error.type",
          "server.address",
          "server.port");
  public static final Metric REDIS_UPKEEP_DURATION =
      of(
          "redis",
          "sonde.redis.client.upkeep.duration",
          "sonde_redis_client_upkeep_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of commands that clients send for themselves (HELLO, CLUSTER, PING …)",
          new double[] {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10},
          "db.operation.name",
          "error.type",
          "server.address",
          "server.port");
  public static final Metric REDIS_CONNECTIONS =
      of(
          "redis",
          "sonde.redis.client.connections",
          "sonde_redis_client_connections",
          Type.UP_DOWN_COUNTER,
          "{connection}",
          "Open Redis connections (unpooled clients such as Lettuce)",
          NO_BUCKETS,
          "server.address",
          "server.port");
  public static final Metric REDIS_RECONNECTS =
      of(
          "redis",
          "sonde.redis.client.reconnects",
          "sonde_redis_client_reconnects_total",
          Type.COUNTER,
          "{reconnect}",
          "Connections that were opened once more",
          NO_BUCKETS,
          "server.address",
          "server.port");
  public static final Metric REDIS_REDIRECTS =
      of(
          "redis",
          "sonde.redis.client.redirects",
          "sonde_redis_client_redirects_total",
          Type.COUNTER,
          "{redirect}",
          "Commands that a cluster's node sent to another one",
          NO_BUCKETS,
          "sonde.redis.redirect");
  public static final Metric S3_OPERATION_DURATION =
      of(
          "s3",
          "sonde.s3.client.operation.duration",
          "sonde_s3_client_operation_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "S3 API calls (logical call with all retries)",
          new double[] {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60},
          "rpc.method",
          "aws.s3.bucket",
          "cloud.region",
          "http.response.status_code",
          "error.type");
  public static final Metric S3_FIRST_BYTE_DURATION =
      of(
          "s3",
          "sonde.s3.client.first_byte.duration",
          "sonde_s3_client_first_byte_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Time from the call to the head of the response that brings an object",
          new double[] {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60},
          "rpc.method",
          "aws.s3.bucket");
  public static final Metric S3_ACTIVE_OPERATIONS =
      of(
          "s3",
          "sonde.s3.client.active_operations",
          "sonde_s3_client_active_operations",
          Type.UP_DOWN_COUNTER,
          "{operation}",
          "S3 calls in flight",
          NO_BUCKETS,
          "rpc.method",
          "aws.s3.bucket");
  public static final Metric S3_IO =
      of(
          "s3",
          "sonde.s3.client.io",
          "sonde_s3_client_io_bytes_total",
          Type.COUNTER,
          "By",
          "Object bytes sent / received",
          NO_BUCKETS,
          "rpc.method",
          "aws.s3.bucket",
          "network.io.direction");
  public static final Metric S3_OBJECT_SIZE =
      of(
          "s3",
          "sonde.s3.client.object.size",
          "sonde_s3_client_object_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Object sizes",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          },
          "rpc.method",
          "aws.s3.bucket",
          "network.io.direction");
  public static final Metric S3_ATTEMPTS =
      of(
          "s3",
          "sonde.s3.client.attempts",
          "sonde_s3_client_attempts_total",
          Type.COUNTER,
          "{attempt}",
          "HTTP attempts, so that retries = attempts - operations",
          NO_BUCKETS,
          "rpc.method",
          "aws.s3.bucket",
          "sonde.attempt.outcome");
  public static final Metric JVM_MEMORY_USED =
      of(
          "jvm",
          "jvm.memory.used",
          "jvm_memory_used_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Memory in use",
          NO_BUCKETS,
          "jvm.memory.type",
          "jvm.memory.pool.name");
  public static final Metric JVM_MEMORY_COMMITTED =
      of(
          "jvm",
          "jvm.memory.committed",
          "jvm_memory_committed_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Memory that the JVM holds",
          NO_BUCKETS,
          "jvm.memory.type",
          "jvm.memory.pool.name");
  public static final Metric JVM_MEMORY_LIMIT =
      of(
          "jvm",
          "jvm.memory.limit",
          "jvm_memory_limit_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "The most memory that a pool may use",
          NO_BUCKETS,
          "jvm.memory.type",
          "jvm.memory.pool.name");
  public static final Metric JVM_MEMORY_USED_AFTER_LAST_GC =
      of(
          "jvm",
          "jvm.memory.used_after_last_gc",
          "jvm_memory_used_after_last_gc_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Memory in use after the last collection",
          NO_BUCKETS,
          "jvm.memory.type",
          "jvm.memory.pool.name");
  public static final Metric JVM_MEMORY_INIT =
      of(
          "jvm",
          "jvm.memory.init",
          "jvm_memory_init_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Memory that a pool began with",
          NO_BUCKETS,
          "jvm.memory.type",
          "jvm.memory.pool.name");
  public static final Metric JVM_GC_DURATION =
      of(
          "jvm",
          "jvm.gc.duration",
          "jvm_gc_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "GC pauses and concurrent cycles",
          new double[] {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
          "jvm.gc.name",
          "jvm.gc.action");
  public static final Metric JVM_THREAD_COUNT =
      of(
          "jvm",
          "jvm.thread.count",
          "jvm_thread_count",
          Type.UP_DOWN_COUNTER,
          "{thread}",
          "Platform threads",
          NO_BUCKETS,
          "jvm.thread.daemon",
          "jvm.thread.state");
  public static final Metric JVM_CLASS_LOADED =
      of(
          "jvm",
          "jvm.class.loaded",
          "jvm_class_loaded_total",
          Type.COUNTER,
          "{class}",
          "Classes loaded",
          NO_BUCKETS);
  public static final Metric JVM_CLASS_UNLOADED =
      of(
          "jvm",
          "jvm.class.unloaded",
          "jvm_class_unloaded_total",
          Type.COUNTER,
          "{class}",
          "Classes unloaded",
          NO_BUCKETS);
  public static final Metric JVM_CLASS_COUNT =
      of(
          "jvm",
          "jvm.class.count",
          "jvm_class_count",
          Type.UP_DOWN_COUNTER,
          "{class}",
          "Classes loaded at present",
          NO_BUCKETS);
  public static final Metric JVM_CPU_TIME =
      of(
          "jvm",
          "jvm.cpu.time",
          "jvm_cpu_time_seconds_total",
          Type.COUNTER,
          "s",
          "CPU time of the process",
          NO_BUCKETS);
  public static final Metric JVM_CPU_COUNT =
      of(
          "jvm",
          "jvm.cpu.count",
          "jvm_cpu_count",
          Type.UP_DOWN_COUNTER,
          "{cpu}",
          "Processors available",
          NO_BUCKETS);
  public static final Metric JVM_CPU_RECENT_UTILIZATION =
      of(
          "jvm",
          "jvm.cpu.recent_utilization",
          "jvm_cpu_recent_utilization",
          Type.GAUGE,
          "1",
          "Recent process CPU, 0 to 1",
          NO_BUCKETS);
  public static final Metric JVM_SYSTEM_CPU_UTILIZATION =
      of(
          "jvm",
          "jvm.system.cpu.utilization",
          "jvm_system_cpu_utilization",
          Type.GAUGE,
          "1",
          "Recent whole-system CPU, 0 to 1",
          NO_BUCKETS);
  public static final Metric JVM_SYSTEM_CPU_LOAD_1M =
      of(
          "jvm",
          "jvm.system.cpu.load_1m",
          "jvm_system_cpu_load_1m",
          Type.GAUGE,
          "{run_queue_item}",
          "Load average",
          NO_BUCKETS);
  public static final Metric JVM_BUFFER_MEMORY_USED =
      of(
          "jvm",
          "jvm.buffer.memory.used",
          "jvm_buffer_memory_used_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "NIO buffer memory",
          NO_BUCKETS,
          "jvm.buffer.pool.name");
  public static final Metric JVM_BUFFER_MEMORY_LIMIT =
      of(
          "jvm",
          "jvm.buffer.memory.limit",
          "jvm_buffer_memory_limit_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "NIO buffer capacity",
          NO_BUCKETS,
          "jvm.buffer.pool.name");
  public static final Metric JVM_BUFFER_COUNT =
      of(
          "jvm",
          "jvm.buffer.count",
          "jvm_buffer_count",
          Type.UP_DOWN_COUNTER,
          "{buffer}",
          "NIO buffers",
          NO_BUCKETS,
          "jvm.buffer.pool.name");
  public static final Metric JVM_FILE_DESCRIPTOR_COUNT =
      of(
          "jvm",
          "jvm.file_descriptor.count",
          "jvm_file_descriptor_count",
          Type.UP_DOWN_COUNTER,
          "{file_descriptor}",
          "Open file descriptors",
          NO_BUCKETS);
  public static final Metric JVM_FILE_DESCRIPTOR_LIMIT =
      of(
          "jvm",
          "jvm.file_descriptor.limit",
          "jvm_file_descriptor_limit",
          Type.UP_DOWN_COUNTER,
          "{file_descriptor}",
          "File descriptor limit",
          NO_BUCKETS);
  public static final Metric SONDE_JVM_THREADS_DEADLOCKED =
      of(
          "jvm",
          "sonde.jvm.threads.deadlocked",
          "sonde_jvm_threads_deadlocked",
          Type.UP_DOWN_COUNTER,
          "{thread}",
          "Deadlocked threads",
          NO_BUCKETS);
  public static final Metric SONDE_JVM_GC_MEMORY_ALLOCATED =
      of(
          "jvm",
          "sonde.jvm.gc.memory.allocated",
          "sonde_jvm_gc_memory_allocated_bytes_total",
          Type.COUNTER,
          "By",
          "Heap bytes allocated",
          NO_BUCKETS);
  public static final Metric SONDE_JVM_GC_MEMORY_PROMOTED =
      of(
          "jvm",
          "sonde.jvm.gc.memory.promoted",
          "sonde_jvm_gc_memory_promoted_bytes_total",
          Type.COUNTER,
          "By",
          "Bytes promoted to the old generation",
          NO_BUCKETS);
  public static final Metric SONDE_JVM_VIRTUAL_THREADS_PINNED =
      of(
          "jvm",
          "sonde.jvm.virtual_threads.pinned",
          "sonde_jvm_virtual_threads_pinned_total",
          Type.COUNTER,
          "{event}",
          "Virtual thread pinning events (JFR, Java 21+)",
          NO_BUCKETS);
  public static final Metric PROCESS_MEMORY_USAGE =
      of(
          "system",
          "process.memory.usage",
          "process_memory_usage_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Resident set size",
          NO_BUCKETS);
  public static final Metric PROCESS_MEMORY_VIRTUAL =
      of(
          "system",
          "process.memory.virtual",
          "process_memory_virtual_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Virtual memory",
          NO_BUCKETS);
  public static final Metric PROCESS_UPTIME =
      of(
          "system",
          "process.uptime",
          "process_uptime_seconds",
          Type.GAUGE,
          "s",
          "Time since start",
          NO_BUCKETS);
  public static final Metric PROCESS_CONTEXT_SWITCHES =
      of(
          "system",
          "process.context_switches",
          "process_context_switches_total",
          Type.COUNTER,
          "{context_switch}",
          "Context switches",
          NO_BUCKETS,
          "process.context_switch.type");
  public static final Metric SONDE_CONTAINER_CPU_THROTTLED =
      of(
          "system",
          "sonde.container.cpu.throttled",
          "sonde_container_cpu_throttled_seconds_total",
          Type.COUNTER,
          "s",
          "cgroup CPU throttled time",
          NO_BUCKETS);
  public static final Metric SONDE_CONTAINER_MEMORY_LIMIT =
      of(
          "system",
          "sonde.container.memory.limit",
          "sonde_container_memory_limit_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "cgroup memory limit",
          NO_BUCKETS);
  public static final Metric SONDE_CONTAINER_MEMORY_USAGE =
      of(
          "system",
          "sonde.container.memory.usage",
          "sonde_container_memory_usage_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "cgroup memory in use",
          NO_BUCKETS);
  public static final Metric OTEL_SDK_SPAN_LIVE =
      of(
          "self",
          "otel.sdk.span.live",
          "otel_sdk_span_live",
          Type.UP_DOWN_COUNTER,
          "{span}",
          "Sampled and unsampled spans that have started and not ended",
          NO_BUCKETS,
          "otel.span.sampling_result");
  public static final Metric OTEL_SDK_SPAN_STARTED =
      of(
          "self",
          "otel.sdk.span.started",
          "otel_sdk_span_started_total",
          Type.COUNTER,
          "{span}",
          "Spans started",
          NO_BUCKETS,
          "otel.span.parent.origin",
          "otel.span.sampling_result");
  public static final Metric OTEL_SDK_PROCESSOR_SPAN_QUEUE_SIZE =
      of(
          "self",
          "otel.sdk.processor.span.queue.size",
          "otel_sdk_processor_span_queue_size",
          Type.UP_DOWN_COUNTER,
          "{span}",
          "Spans that wait to be exported",
          NO_BUCKETS,
          "otel.component.type",
          "otel.component.name");
  public static final Metric OTEL_SDK_PROCESSOR_SPAN_QUEUE_CAPACITY =
      of(
          "self",
          "otel.sdk.processor.span.queue.capacity",
          "otel_sdk_processor_span_queue_capacity",
          Type.UP_DOWN_COUNTER,
          "{span}",
          "The most spans that may wait to be exported",
          NO_BUCKETS,
          "otel.component.type",
          "otel.component.name");
  public static final Metric OTEL_SDK_PROCESSOR_SPAN_PROCESSED =
      of(
          "self",
          "otel.sdk.processor.span.processed",
          "otel_sdk_processor_span_processed_total",
          Type.COUNTER,
          "{span}",
          "Spans handed to the exporter or dropped",
          NO_BUCKETS,
          "otel.component.type",
          "otel.component.name",
          "error.type");
  public static final Metric OTEL_SDK_EXPORTER_SPAN_INFLIGHT =
      of(
          "self",
          "otel.sdk.exporter.span.inflight",
          "otel_sdk_exporter_span_inflight",
          Type.UP_DOWN_COUNTER,
          "{span}",
          "Spans in an export that has not been answered",
          NO_BUCKETS,
          "otel.component.type",
          "otel.component.name",
          "server.address");
  public static final Metric OTEL_SDK_EXPORTER_SPAN_EXPORTED =
      of(
          "self",
          "otel.sdk.exporter.span.exported",
          "otel_sdk_exporter_span_exported_total",
          Type.COUNTER,
          "{span}",
          "Spans whose export ended, well or not",
          NO_BUCKETS,
          "otel.component.type",
          "otel.component.name",
          "error.type",
          "server.address");
  public static final Metric OTEL_SDK_EXPORTER_OPERATION_DURATION =
      of(
          "self",
          "otel.sdk.exporter.operation.duration",
          "otel_sdk_exporter_operation_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Duration of exports",
          new double[] {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10},
          "otel.component.type",
          "otel.component.name",
          "error.type");
  public static final Metric SONDE_SELF_CLASSES_TRANSFORMED =
      of(
          "self",
          "sonde.self.classes_transformed",
          "sonde_self_classes_transformed_total",
          Type.COUNTER,
          "{class}",
          "Classes changed by a module",
          NO_BUCKETS,
          "sonde.module");
  public static final Metric SONDE_SELF_TRANSFORM_DURATION =
      of(
          "self",
          "sonde.self.transform.duration",
          "sonde_self_transform_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Time in the transformer for one class",
          new double[] {1e-05, 0.0001, 0.001, 0.01, 0.1, 1});
  public static final Metric SONDE_SELF_MODULES =
      of(
          "self",
          "sonde.self.modules",
          "sonde_self_modules",
          Type.UP_DOWN_COUNTER,
          "1",
          "Module states",
          NO_BUCKETS,
          "sonde.module",
          "sonde.module.state");
  public static final Metric SONDE_SELF_ERRORS =
      of(
          "self",
          "sonde.self.errors",
          "sonde_self_errors_total",
          Type.COUNTER,
          "{error}",
          "Errors caught inside the agent",
          NO_BUCKETS,
          "sonde.module",
          "sonde.error.phase");
  public static final Metric SONDE_SELF_STARTUP_DURATION =
      of(
          "self",
          "sonde.self.startup.duration",
          "sonde_self_startup_duration_seconds",
          Type.GAUGE,
          "s",
          "premain time",
          NO_BUCKETS);
  public static final Metric SONDE_SELF_CPU_TIME =
      of(
          "self",
          "sonde.self.cpu.time",
          "sonde_self_cpu_time_seconds_total",
          Type.COUNTER,
          "s",
          "CPU time of the agent's own threads",
          NO_BUCKETS);
  public static final Metric SONDE_SELF_MEMORY_USAGE =
      of(
          "self",
          "sonde.self.memory.usage",
          "sonde_self_memory_usage_bytes",
          Type.UP_DOWN_COUNTER,
          "By",
          "Estimated heap held by the agent",
          NO_BUCKETS);
  public static final Metric SONDE_SELF_SERIES =
      of(
          "self",
          "sonde.self.series",
          "sonde_self_series",
          Type.UP_DOWN_COUNTER,
          "{series}",
          "Series held in the registry",
          NO_BUCKETS);
  public static final Metric SONDE_SELF_CARDINALITY_OVERFLOW =
      of(
          "self",
          "sonde.self.cardinality_overflow",
          "sonde_self_cardinality_overflow_total",
          Type.COUNTER,
          "{measurement}",
          "Measurements folded into the overflow series",
          NO_BUCKETS,
          "sonde.metric");
  public static final Metric SONDE_SELF_SCRAPES =
      of(
          "self",
          "sonde.self.scrapes",
          "sonde_self_scrapes_total",
          Type.COUNTER,
          "{scrape}",
          "Scrapes served",
          NO_BUCKETS,
          "sonde.scrape.format",
          "error.type");
  public static final Metric SONDE_SELF_SCRAPE_DURATION =
      of(
          "self",
          "sonde.self.scrape.duration",
          "sonde_self_scrape_duration_seconds",
          Type.HISTOGRAM,
          "s",
          "Time to render a scrape",
          new double[] {0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5});
  public static final Metric SONDE_SELF_SCRAPE_SIZE =
      of(
          "self",
          "sonde.self.scrape.size",
          "sonde_self_scrape_size_bytes",
          Type.HISTOGRAM,
          "By",
          "Bytes of a scrape (before compression)",
          new double[] {
            128, 512, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864
          });
  public static final Metric SONDE_SELF_SPANS_DROPPED =
      of(
          "self",
          "sonde.self.spans_dropped",
          "sonde_self_spans_dropped_total",
          Type.COUNTER,
          "{span}",
          "Spans lost by the agent",
          NO_BUCKETS,
          "sonde.drop.reason");
  public static final Metric SONDE_BUILD_INFO =
      of(
          "self",
          "sonde.build.info",
          "sonde_build_info",
          Type.INFO,
          "1",
          "Build information",
          NO_BUCKETS,
          "sonde.version",
          "sonde.commit",
          "sonde.semconv.version",
          "sonde.java.version");
  public static final Metric TARGET_INFO =
      of(
          "self",
          "target_info",
          "target_info",
          Type.INFO,
          "1",
          "Resource attributes (service.name, service.version, service.namespace, service.instance.id, deployment.environment.name, host, container, k8s, telemetry.sdk.*, telemetry.distro.*)",
          NO_BUCKETS);

  private Catalogue() {}

  private static Metric of(
      String category,
      String name,
      String prometheusName,
      Type type,
      String unit,
      String description,
      double[] buckets,
      String... attributes) {
    Metric metric =
        new Metric(category, name, prometheusName, type, unit, description, buckets, attributes);
    ALL.add(metric);
    return metric;
  }

  /** All metrics, in the order of their declaration. */
  public static List<Metric> all() {
    return Collections.unmodifiableList(ALL);
  }
}
