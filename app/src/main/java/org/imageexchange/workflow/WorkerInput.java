package org.imageexchange.workflow;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/** Makes a worker's input record from the variables of its job. */
final class WorkerInput<I extends Record> {

    /** A model and a worker that don't fit together; names the variable, never its value. */
    static final class Unfit extends RuntimeException {

        Unfit(String message) {
            super(message);
        }
    }

    private final String jobType;
    private final RecordComponent[] components;
    private final Constructor<I> constructor;

    private WorkerInput(String jobType, Class<I> type) {
        this.jobType = jobType;
        this.components = type.getRecordComponents();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            this.constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static <I extends Record> WorkerInput<I> of(TaskWorker<I> worker) {
        var type = ResolvableType.forClass(AopUtils.getTargetClass(worker))
                .as(TaskWorker.class)
                .getGeneric(0)
                .resolve();
        if (type == null || !type.isRecord()) {
            throw new IllegalStateException("The worker of " + worker.type() + " doesn't say which record it reads");
        }
        return new WorkerInput<>(worker.type(), (Class<I>) type);
    }

    /** The variables that the job must bring. */
    List<String> variables() {
        return Arrays.stream(components).map(RecordComponent::getName).toList();
    }

    I read(Map<String, Object> variables) {
        var values = Arrays.stream(components)
                .map(component -> value(component, variables.get(component.getName())))
                .toArray();
        return BeanUtils.instantiateClass(constructor, values);
    }

    private @Nullable Object value(RecordComponent component, @Nullable Object value) {
        if (value == null) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                return null;
            }
            throw new Unfit("Variable " + component.getName() + " is missing for " + jobType);
        }
        try {
            return ProcessVariables.convert(value, component.getType());
        } catch (IllegalArgumentException e) {
            throw new Unfit("Variable " + component.getName() + " of " + jobType + " " + e.getMessage());
        }
    }
}
