package org.imageexchange.workflow;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes messages as a test says, and remembers those that it took. */
final class RecordingPublisher implements MessagePublisher {

    final List<Message> taken = new CopyOnWriteArrayList<>();
    private volatile Function<Message, Outcome> answer = message -> Outcome.PUBLISHED;

    void answering(Function<Message, Outcome> answer) {
        this.answer = answer;
    }

    @Override
    public CompletableFuture<Outcome> publish(Message message) {
        var outcome = answer.apply(message);
        if (outcome == Outcome.PUBLISHED) {
            taken.add(message);
        }
        return CompletableFuture.completedFuture(outcome);
    }

    List<String> namesFor(String key) {
        return taken.stream()
                .filter(message -> message.key().equals(key))
                .map(Message::message)
                .toList();
    }
}
