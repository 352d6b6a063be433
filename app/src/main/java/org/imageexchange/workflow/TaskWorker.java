package org.imageexchange.workflow;

import java.util.Map;

/**
 * Does one kind of task of the models; the registrar subscribes every bean of this type.
 *
 * <p>A job may arrive twice: whatever it calls recognises work already done. An exception is retried with back-off and
 * becomes an incident; a {@link BpmnError} is the model's business.
 *
 * @param <I> a record whose components are the process variables that the task reads
 */
public interface TaskWorker<I extends Record> {

    /** The job type, one of {@code Jobs}. */
    String type();

    /** Returns the variables to set; ids and small facts only. */
    Map<String, ?> run(I input, Job job);

    /**
     * Whether a job may take longer than some seconds. Few of those run at once, and none is fetched before there is
     * room for it; its job is kept for as long as {@link #run} takes.
     */
    default boolean takesLong() {
        return false;
    }
}
