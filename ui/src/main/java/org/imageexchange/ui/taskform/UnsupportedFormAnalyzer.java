package org.imageexchange.ui.taskform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with a form in place of a stack trace. */
class UnsupportedFormAnalyzer extends AbstractFailureAnalyzer<UnsupportedForm> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnsupportedForm cause) {
        return new FailureAnalysis(
                "The portal cannot show one of its forms. " + cause.getMessage(),
                "Change the form, or teach the portal what the form asks for.",
                cause);
    }
}
