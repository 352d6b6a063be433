package org.imageexchange.engine;

import io.camunda.zeebe.protocol.impl.record.value.job.JobBatchRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobBatchIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of workers that are gone: all workers live in this process, so a restart is the end of each. */
final class HeldJobs {

    private static final Logger LOG = LoggerFactory.getLogger(HeldJobs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CommandLog commands;
    private final EngineState state;

    HeldJobs(CommandLog commands, EngineState state) {
        this.commands = commands;
        this.state = state;
    }

    /** Makes them available again; to be called before there are new workers. */
    void giveBack() {
        try {
            awaitWhatTheLastRunLeft();
            var held = new HashMap<Long, JobRecord>();
            state.forEachActivatedJob(held::put);
            held.forEach((key, job) -> commands.send(key, JobIntent.YIELD, ValueType.JOB, job));
        } catch (CannotWrite e) {
            LOG.warn("Jobs of the last run come back only when their time is up", e);
        }
    }

    /**
     * The log may end with commands that the last run did not come to, among them requests for jobs, which would now be
     * given to nobody. Commands are processed in their order: so these are through when one behind them is answered.
     */
    private void awaitWhatTheLastRunLeft() {
        var marker = new Marker();
        var refusedForAskingForNone = new JobBatchRecord().setType("none").setMaxJobsToActivate(0);
        commands.send(-1, JobBatchIntent.ACTIVATE, ValueType.JOB_BATCH, refusedForAskingForNone, marker);
        try {
            if (!marker.passed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn(
                        "The engine has not yet done what the last run left; some of its jobs may wait for their time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException("The start of the engine was interrupted", e);
        }
    }

    private static final class Marker implements Reply {

        private final CountDownLatch passed = new CountDownLatch(1);

        @Override
        public void answered(long key, Intent intent, DirectBuffer value) {
            passed.countDown();
        }

        @Override
        public void rejected(RejectionType type, Intent intent, String reason) {
            passed.countDown();
        }

        @Override
        public void abandoned(EngineException reason) {
            passed.countDown();
        }
    }
}
