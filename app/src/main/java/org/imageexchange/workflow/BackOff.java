package org.imageexchange.workflow;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.imageexchange.processes.Headers;
import org.jspecify.annotations.Nullable;

/** The pauses between the tries of a task, as its model gives them. */
record BackOff(List<Duration> pauses) {

    private static final BackOff UNSAID = new BackOff(List.of(Duration.ofSeconds(5)));

    BackOff {
        pauses = List.copyOf(pauses);
    }

    /** @param header the model's {@link Headers#BACK_OFF}, or null when it says nothing */
    static BackOff parse(@Nullable String header) {
        return header == null
                ? UNSAID
                : new BackOff(
                        Arrays.stream(header.split(" ")).map(Duration::parse).toList());
    }

    /** How long to wait when {@code triesLeft} are left after a failure. */
    Duration before(int triesLeft) {
        return pauses.get(Math.clamp((long) pauses.size() - triesLeft, 0, pauses.size() - 1));
    }
}
