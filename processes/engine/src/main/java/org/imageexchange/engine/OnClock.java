package org.imageexchange.engine;

import io.camunda.security.configuration.SecurityConfiguration;
import io.camunda.zeebe.engine.EngineConfiguration;
import io.camunda.zeebe.engine.processing.streamprocessor.TypedRecordProcessorContext;
import io.camunda.zeebe.engine.processing.streamprocessor.writers.Writers;
import io.camunda.zeebe.engine.state.immutable.ScheduledTaskState;
import io.camunda.zeebe.engine.state.message.TransientPendingSubscriptionState;
import io.camunda.zeebe.engine.state.mutable.MutableProcessingState;
import io.camunda.zeebe.stream.api.InterPartitionCommandSender;
import io.camunda.zeebe.stream.api.StreamClock.ControllableStreamClock;
import io.camunda.zeebe.stream.api.scheduling.ProcessingScheduleService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** What the engine's processors work with, but on this clock: nothing may happen before the portal's clock says so. */
record OnClock(TypedRecordProcessorContext context, ControllableStreamClock clock)
        implements TypedRecordProcessorContext {

    @Override
    public ControllableStreamClock getClock() {
        return clock;
    }

    @Override
    public int getPartitionId() {
        return context.getPartitionId();
    }

    @Override
    public ProcessingScheduleService getScheduleService() {
        return context.getScheduleService();
    }

    @Override
    public MutableProcessingState getProcessingState() {
        return context.getProcessingState();
    }

    @Override
    public Writers getWriters() {
        return context.getWriters();
    }

    @Override
    public InterPartitionCommandSender getPartitionCommandSender() {
        return context.getPartitionCommandSender();
    }

    @Override
    public Supplier<ScheduledTaskState> getScheduledTaskStateFactory() {
        return context.getScheduledTaskStateFactory();
    }

    @Override
    public EngineConfiguration getConfig() {
        return context.getConfig();
    }

    @Override
    public SecurityConfiguration getSecurityConfig() {
        return context.getSecurityConfig();
    }

    @Override
    public TransientPendingSubscriptionState getTransientProcessMessageSubscriptionState() {
        return context.getTransientProcessMessageSubscriptionState();
    }

    @Override
    public MeterRegistry getMeterRegistry() {
        return context.getMeterRegistry();
    }
}
