package org.imageexchange.imaging.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a refused store as two sentences in place of a stack trace. */
class StoreRefusedAnalyzer extends AbstractFailureAnalyzer<StoreRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StoreRefused cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
