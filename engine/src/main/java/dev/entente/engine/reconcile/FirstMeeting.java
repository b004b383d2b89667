package dev.entente.engine.reconcile;

import dev.entente.engine.guard.Guard;
import dev.entente.engine.identify.Sheet;
import dev.entente.engine.watch.Forecast;
import dev.entente.engine.watch.Listener;
import dev.entente.engine.watch.Notice;
import java.util.List;

/**
 * Once all systems have been read for the first time: says what writing would do, and lets it begin
 * where that is within limits or a person has said yes.
 */
final class FirstMeeting {

    private final Guard guard;
    private final Forecasts forecasts;
    private final Listener listener;
    private final Approval approval;
    private volatile boolean told;

    FirstMeeting(Guard guard, Forecasts forecasts, Listener listener, Approval approval) {
        this.guard = guard;
        this.forecasts = forecasts;
        this.listener = listener;
        this.approval = approval;
    }

    boolean isDue() {
        return !guard.hasMet() && !told;
    }

    /** Whether a person's word is waited for. */
    boolean isWaiting() {
        return !guard.hasMet() && told;
    }

    void hold(Sheet sheet) {
        told = true;
        List<Forecast> all = forecasts.make();
        boolean given = approval == Approval.GIVEN;
        List<String> reasons = given ? List.of() : forecasts.reasons(all);
        if (reasons.isEmpty() && approval != Approval.NEVER) {
            guard.approve(sheet, given ? "--yes" : "the limits");
        }
        listener.heard(new Notice.Met(all, reasons));
    }
}
