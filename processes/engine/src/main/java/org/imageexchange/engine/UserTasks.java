package org.imageexchange.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.util.buffer.BufferUtil;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;

/** The commands to user tasks, which a client can otherwise only give over REST. */
final class UserTasks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandLog commands;

    UserTasks(CommandLog commands) {
        this.commands = commands;
    }

    CompletableFuture<Void> complete(long key, Map<String, ?> variables) {
        var task =
                new UserTaskRecord().setUserTaskKey(key).setAction("complete").setVariables(msgPack(variables));
        return send(UserTaskIntent.COMPLETE, task);
    }

    CompletableFuture<Void> assign(long key, String assignee) {
        var task = new UserTaskRecord().setUserTaskKey(key).setAction("assign").setAssignee(assignee);
        return send(UserTaskIntent.ASSIGN, task);
    }

    private CompletableFuture<Void> send(UserTaskIntent intent, UserTaskRecord task) {
        var outcome = new Outcome(new CompletableFuture<>());
        try {
            commands.send(task.getUserTaskKey(), intent, ValueType.USER_TASK, task, outcome);
        } catch (EngineException e) {
            outcome.abandoned(e);
        }
        return outcome.future();
    }

    /** By way of JSON, so that a UUID stays text. */
    private static DirectBuffer msgPack(Map<String, ?> variables) {
        try {
            return BufferUtil.wrapArray(MsgPackConverter.convertToMsgPack(JSON.writeValueAsString(variables)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These variables can't be written as JSON", e);
        }
    }

    /** Completes off the engine's own thread, which must not run what others hang on. */
    private record Outcome(CompletableFuture<Void> future) implements Reply {

        @Override
        public void answered(long key, Intent intent, DirectBuffer value) {
            future.completeAsync(() -> null);
        }

        @Override
        public void rejected(RejectionType type, Intent intent, String reason) {
            failAsync(new EngineRejection(type.name(), reason));
        }

        @Override
        public void abandoned(EngineException reason) {
            future.completeExceptionally(reason);
        }

        private void failAsync(EngineRejection rejection) {
            future.defaultExecutor().execute(() -> future.completeExceptionally(rejection));
        }
    }
}
