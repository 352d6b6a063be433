package org.imageexchange.workflow;

import io.camunda.client.CamundaClient;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Publishes messages through the Camunda client. */
@Component
class EngineMessages implements MessagePublisher {

    private static final Logger log = LoggerFactory.getLogger(EngineMessages.class);

    private final CamundaClient client;

    EngineMessages(CamundaClient client) {
        this.client = client;
    }

    @Override
    public CompletableFuture<Outcome> publish(Message message) {
        return client.newPublishMessageCommand()
                .messageName(message.message())
                .correlationKey(message.key())
                .messageId(message.id().toString())
                .timeToLive(TIME_TO_LIVE)
                .variables(message.variables())
                .send()
                .thenApply(published -> Outcome.PUBLISHED)
                .exceptionally(trouble -> outcome(message, trouble))
                .toCompletableFuture();
    }

    private static Outcome outcome(Message message, Throwable trouble) {
        // the future holds what gRPC said; only join() would wrap it as the client's own exception
        var outcome = switch (Status.fromThrowable(trouble).getCode()) {
            case ALREADY_EXISTS -> Outcome.PUBLISHED; // a crash came between publishing and the commit
            case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED -> Outcome.REFUSED;
            default -> Outcome.UNREACHABLE;
        };
        if (outcome == Outcome.REFUSED) {
            log.error(
                    "The engine refuses message {} of outbox row {}; later ones of its key wait. {}",
                    message.message(),
                    message.id(),
                    Trouble.trace(trouble));
        }
        return outcome;
    }
}
