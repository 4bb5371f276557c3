package dev.sonde.smoke;

import static org.assertj.core.api.Assertions.assertThat;

/** The context follows the work through the JDK's executors, and nothing else changes. */
class ExecutorsTest {

  @OnEveryJdk
  void tasksRunInTheContextOfWhoSubmittedThem(Jdk jdk) throws Exception {
    assertThat(IsolationTest.said(Isolation.launch(jdk, "Tasks").jvm("-Xverify:all")))
        .containsExactly(
            "submit: 7",
            "invokeAll: 7",
            "invokeAny: 7",
            "execute: 7",
            "schedule: 7",
            "periodic: 0",
            "fork-join callable: 7",
            "fork-join runnable: 7",
            "fork-join invoke: 7",
            "fork-join invokeAll: 7",
            "invoked here: 7",
            "invoked all: 7777",
            "adapted: 7",
            "supplyAsync: 7",
            "thenApplyAsync: 7",
            "supplyAsync in pool: 7",
            "thenCombineAsync in pool: 7",
            "parallel stream: [7]",
            "delayed: 8800997",
            "delayed periodic: 0",
            "delayed cancelled: 7",
            "delayedExecutor: 7",
            "new thread: 7",
            "virtual thread: 7",
            "virtual executor: 7",
            "pool afterwards: 0",
            "scheduler afterwards: 0",
            "fork-join afterwards: 0",
            "queue: true",
            "remove: true",
            "kept task: 7",
            "hooks: true",
            "cancel waiting: true",
            "cancel running: true",
            "cancelled: true",
            "after a cancel: 7",
            "rejected: 7",
            "in the caller: 7",
            "put back: 5780",
            "replaced: 780",
            "run by a handler: 7580",
            "run by its caller: 7580");
  }
}
