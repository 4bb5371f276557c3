package dev.sonde.boot;

/** What a recorder knows of an SQL text before it is executed. */
public abstract class JdbcQuery {

  /** Whose it is: after a detach and another attach a statement's query has to be made anew. */
  final JdbcRecorder recorder;

  protected JdbcQuery(JdbcRecorder recorder) {
    this.recorder = recorder;
  }
}
