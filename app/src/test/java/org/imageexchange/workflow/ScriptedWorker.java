package org.imageexchange.workflow;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Does a task as the test says, and remembers what it was asked to do. */
final class ScriptedWorker implements TaskWorker<ScriptedWorker.Input> {

    /** Whatever the models hand to their workers. */
    record Input(
            @Nullable String processKey,
            @Nullable String transferId,
            @Nullable Integer delivery,
            @Nullable String challengeId,
            @Nullable String signInRequestId,
            @Nullable String draftId,
            @Nullable String reason) {}

    /** One job as it came. */
    record Call(Input input, Job job) {}

    private final String type;
    private final Deque<Function<Call, Map<String, ?>>> next = new ConcurrentLinkedDeque<>();
    private volatile Function<Call, Map<String, ?>> usual;
    final List<Call> calls = new CopyOnWriteArrayList<>();

    ScriptedWorker(String type, Function<Call, Map<String, ?>> usual) {
        this.type = type;
        this.usual = usual;
    }

    /** What it does from now on. */
    void does(Function<Call, Map<String, ?>> usual) {
        this.usual = usual;
    }

    /** What it does the next time only; several of these follow each other. */
    void doesNext(Function<Call, Map<String, ?>> once) {
        next.add(once);
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public Map<String, ?> run(Input input, Job job) {
        var call = new Call(input, job);
        calls.add(call);
        var once = next.poll();
        return (once == null ? usual : once).apply(call);
    }
}
