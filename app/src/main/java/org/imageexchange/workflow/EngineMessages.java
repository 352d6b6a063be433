package org.imageexchange.workflow;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import io.camunda.client.api.command.ClientStatusException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        var outcome = switch (trouble instanceof CompletionException wrapped ? wrapped.getCause() : trouble) {
            case ClientStatusException e ->
                switch (e.getStatusCode()) {
                    case ALREADY_EXISTS -> Outcome.PUBLISHED; // a crash came between publishing and the commit
                    case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED ->
                        Outcome.REFUSED;
                    default -> Outcome.UNREACHABLE;
                };
            case ClientHttpException e ->
                switch (e.code()) {
                    case 409 -> Outcome.PUBLISHED;
                    case 400, 403, 404 -> Outcome.REFUSED;
                    default -> Outcome.UNREACHABLE;
                };
            case null, default -> Outcome.UNREACHABLE;
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
