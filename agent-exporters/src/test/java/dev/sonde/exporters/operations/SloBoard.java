package dev.sonde.exporters.operations;

/** What is promised, what was kept of it, and how fast the budget for the rest burns. */
final class SloBoard {

  private static final String CHOSEN = "{%job, slo=~'$slo'}";

  private SloBoard() {}

  static Board board() {
    return new Board(
            "sonde-slo",
            "objectives",
            "Service level objectives: what was promised, what was kept, how fast budgets burn")
        .by("slo", "Objective", "slo:objective:ratio")
        .since("now-6h")
        .row("Budgets of the last 30 days")
        .panel(
            Panel.bars("Error budget that is left")
                .asks("May we take risks? At 0 the error budget policy stops releases.")
                .size(10, 9)
                .upToOne()
                .signed()
                .query("slo:error_budget_remaining:ratio" + CHOSEN, "{{job}} {{slo}}")
                .guardedBy(SloRules.BUDGET_LOW, SloRules.BUDGET_EXHAUSTED))
        .panel(
            Panel.table("Kept")
                .asks("What was kept of what was promised? Share of good events in 30 days.")
                .size(7, 9)
                .unit("percentunit")
                .query("1 - slo:sli_error:ratio_rate30d" + CHOSEN))
        .panel(
            Panel.table("Promised")
                .asks("What is promised? Written in prometheus-rules/slo.")
                .size(7, 9)
                .unit("percentunit")
                .query("max by (slo) (slo:objective:ratio{slo=~'$slo'})"))
        .row("Burning")
        .panel(
            Panel.graph("Burn rate, last hour")
                .asks(
                    "How fast does the budget burn? At 1 it lasts for exactly 30 days; the lines"
                        + " are what alerts fire at.")
                .query("slo:current_burn_rate:ratio" + CHOSEN, "{{job}} {{slo}}")
                .guardedBy(SloRules.VERY_FAST, SloRules.FAST, SloRules.SLOW, SloRules.VERY_SLOW))
        .panel(
            Panel.graph("Error budget over time")
                .asks("When was it spent? A step down is an incident.")
                .upToOne()
                .signed()
                .query("slo:error_budget_remaining:ratio" + CHOSEN, "{{job}} {{slo}}"))
        .panel(
            Panel.graph("Share of bad events by window")
                .asks("Is it over, or still going on? Short windows fall first.")
                .smallShare()
                .query("slo:sli_error:ratio_rate5m" + CHOSEN, "5m {{job}} {{slo}}")
                .query("slo:sli_error:ratio_rate1h" + CHOSEN, "1h {{job}} {{slo}}")
                .query("slo:sli_error:ratio_rate6h" + CHOSEN, "6h {{job}} {{slo}}")
                .query("slo:sli_error:ratio_rate1d" + CHOSEN, "1d {{job}} {{slo}}")
                .query("slo:sli_error:ratio_rate3d" + CHOSEN, "3d {{job}} {{slo}}"))
        .panel(
            Panel.graph("Events")
                .asks("Are there enough events to judge by? Ten bad ones are needed for an alert.")
                .unit("ops")
                .query("slo:sli_events:rate5m" + CHOSEN, "{{job}} {{slo}} all")
                .query("slo:sli_errors:rate5m" + CHOSEN, "{{job}} {{slo}} bad"))
        .panel(
            Panel.table("Days until the budget is spent")
                .asks("How long does it last if it goes on like in the last hour?")
                .unit("d")
                .query(
                    "30 * clamp_min(slo:error_budget_remaining:ratio"
                        + CHOSEN
                        + ", 0) / (slo:current_burn_rate:ratio"
                        + CHOSEN
                        + " > 0)"))
        .panel(
            Panel.table("Alerts of objectives")
                .asks("Who has been told? The alerts on budgets that fire or are about to.")
                .unit("none")
                .query(
                    "count by (alertname, alertstate, job, slo)"
                        + " (ALERTS{alertname=~'SLO.*', slo=~'$slo', %job})"));
  }
}
