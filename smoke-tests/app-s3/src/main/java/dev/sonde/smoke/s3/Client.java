package dev.sonde.smoke.s3;

import java.io.InputStream;
import java.util.List;

/**
 * One version of a client of S3. The scenario makes two, by a public constructor with an endpoint:
 * one for the real server and one for the {@link FaultyServer}.
 */
public interface Client {

  String ID = "id";
  String SECRET = "hunter2";
  String REGION = "us-east-1";

  void createBucket(String bucket) throws Exception;

  void put(String bucket, String key, byte[] content) throws Exception;

  /**
   * Puts what a stream has.
   *
   * @return false where the client takes no stream
   */
  default boolean put(String bucket, String key, InputStream content, long length)
      throws Exception {
    return false;
  }

  /** The stream as the client returns it. */
  InputStream get(String bucket, String key) throws Exception;

  /** How long an object is. */
  long head(String bucket, String key) throws Exception;

  void copy(String bucket, String from, String to) throws Exception;

  /** Lists what is in a bucket by pages, and returns how many objects there are. */
  int list(String bucket, int pageSize) throws Exception;

  /** Uploads an object in parts, the first of them 5 MB. */
  void multipart(String bucket, String key, byte[] content) throws Exception;

  void delete(String bucket, String key) throws Exception;

  /** Deletes with one request. */
  void deleteAll(String bucket, List<String> keys) throws Exception;

  void deleteBucket(String bucket) throws Exception;

  /** A URL with a signature. */
  String presigned(String bucket, String key) throws Exception;

  /** Gives a stream that was not read to its end back, as the client's manual says. */
  default void abort(InputStream stream) throws Exception {
    stream.close();
  }

  /** What it calls the error when the answer to HEAD is that there is nothing. */
  default String nothingThere() {
    return "NoSuchKey";
  }

  /** Whether what it makes of an answer that comes before its request is complete is chance. */
  default boolean isLostByEarlyAnswers() {
    return false;
  }

  /** Whether it asks for the head of an object before it copies it. */
  default boolean looksBeforeItCopies() {
    return false;
  }

  /**
   * How the attempts of the client's that an observer can see ended.
   *
   * @param answers what the server's answers were, as the ledger has them
   */
  default String attempts(String bucket, String answers) {
    return answers;
  }

  /** What this client alone can do; this is the one of the real server. */
  default void more(Scenario scenario) throws Exception {}

  /** What this client alone can do wrong; this is the one of the faulty server. */
  default void moreFaults(Scenario scenario) throws Exception {}

  default void close() throws Exception {}
}
