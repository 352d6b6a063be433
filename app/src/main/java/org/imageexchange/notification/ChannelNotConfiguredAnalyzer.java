package org.imageexchange.notification;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it without a stack trace. */
class ChannelNotConfiguredAnalyzer extends AbstractFailureAnalyzer<ChannelNotConfigured> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, ChannelNotConfigured cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set what is missing. To try the portal without a mail server and a gateway, set portal.demo=true:"
                        + " messages then wait in /demo/outbox.",
                cause);
    }
}
