package org.imageexchange.engine;

import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.stream.api.ProcessingResult;
import io.camunda.zeebe.stream.api.ProcessingResultBuilder;
import io.camunda.zeebe.stream.api.RecordProcessor;
import io.camunda.zeebe.stream.api.RecordProcessorContext;
import io.camunda.zeebe.stream.api.records.TypedRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * The stock engine, cured of a gap of one millisecond.
 *
 * <p>It looks for jobs whose back-off has ended <em>at</em> this instant, but then accepts only those where it ended
 * <em>before</em>; a job in between is refused and not looked at again. So while the engine judges such a job its clock
 * is one millisecond on.
 */
final class PunctualEngine implements RecordProcessor {

    private final JudgingClock clock;
    private final RecordProcessor engine;

    /** @param engine makes the stock engine that follows the given clock */
    PunctualEngine(InstantSource clock, Function<InstantSource, RecordProcessor> engine) {
        this.clock = new JudgingClock(clock);
        this.engine = engine.apply(this.clock);
    }

    @Override
    public void init(RecordProcessorContext context) {
        engine.init(context);
    }

    @Override
    public boolean accepts(ValueType type) {
        return engine.accepts(type);
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public void replay(TypedRecord record) {
        engine.replay(record);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ProcessingResult process(TypedRecord record, ProcessingResultBuilder result) {
        clock.judges = record.getIntent() == JobIntent.RECUR_AFTER_BACKOFF;
        try {
            return engine.process(record, result);
        } finally {
            clock.judges = false;
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ProcessingResult onProcessingError(Throwable error, TypedRecord record, ProcessingResultBuilder result) {
        return engine.onProcessingError(error, record, result);
    }

    private static final class JudgingClock implements InstantSource {

        private final InstantSource clock;
        private volatile boolean judges;

        private JudgingClock(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return judges ? clock.instant().plusMillis(1) : clock.instant();
        }
    }
}
