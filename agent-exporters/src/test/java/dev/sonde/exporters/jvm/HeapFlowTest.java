package dev.sonde.exporters.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapFlowTest {

  @Test
  void whatComesBetweenCollectionsWasAllocated() {
    HeapFlow flow = new HeapFlow(100);
    flow.collected(10, 11, 500, 200, 50, 80);
    flow.collected(20, 21, 700, 150, 80, 80);
    assertThat(flow.allocated(150)).isEqualTo(400 + 500);
    assertThat(flow.allocated(250)).isEqualTo(400 + 500 + 100);
  }

  @Test
  void whatTheOldGenerationGainsInACollectionWasPromoted() {
    HeapFlow flow = new HeapFlow(0);
    flow.collected(10, 11, 500, 200, 50, 80);
    flow.collected(20, 30, 700, 100, 90, 20);
    flow.collected(40, 41, 300, 200, 20, 25);
    assertThat(flow.promoted()).isEqualTo(30 + 5);
  }

  @Test
  void anEmptyPauseOfAConcurrentCycleCountsNothing() {
    HeapFlow flow = new HeapFlow(100);
    flow.collected(10, 11, 0, 0, 0, 0);
    assertThat(flow.allocated(100)).isZero();
  }

  @Test
  void aCycleAroundOtherCollectionsCountsNothingTwice() {
    HeapFlow flow = new HeapFlow(0);
    flow.collected(20, 21, 500, 200, 0, 0);
    flow.collected(10, 30, 400, 100, 0, 900);
    assertThat(flow.allocated(100)).isEqualTo(500);
    assertThat(flow.promoted()).isZero();
  }

  @Test
  void neverFalls() {
    HeapFlow flow = new HeapFlow(0);
    assertThat(flow.allocated(800)).isEqualTo(800);
    assertThat(flow.allocated(300)).isEqualTo(800);
    flow.collected(10, 11, 700, 100, 0, 0);
    assertThat(flow.allocated(100)).isEqualTo(800);
    assertThat(flow.allocated(400)).isEqualTo(1000);
  }
}
