package org.imageexchange.forwarding;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.imageexchange.forwarding.ForwardingProcess.DraftEnded;
import org.imageexchange.workflow.TaskInbox.TaskChanged;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes whoever waits for a wizard to go on. Another portal's news come by looking again, a little later. */
@Component
class WizardSignals {

    private static final long LOOK_AGAIN_MS = 200;

    private long news;

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(TaskChanged change) {
        wake();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(DraftEnded end) {
        wake();
    }

    private synchronized void wake() {
        news++;
        notifyAll();
    }

    private synchronized long news() {
        return news;
    }

    /** Reads until the reading is {@code enough}, at most for as long as given; returns the last reading. */
    <T> T await(Duration patience, Supplier<T> reading, Predicate<T> enough) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var seen = news();
            var read = reading.get();
            if (enough.test(read) || System.nanoTime() >= end || !awaitNews(seen)) {
                return read;
            }
        }
    }

    /** False when whoever waits was interrupted. */
    private synchronized boolean awaitNews(long seen) {
        try {
            if (news == seen) {
                wait(LOOK_AGAIN_MS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
