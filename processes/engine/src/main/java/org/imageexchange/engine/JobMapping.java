package org.imageexchange.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CompleteJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.FailJobRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.UserTaskProperties;
import io.camunda.zeebe.process.test.engine.StockResponses;
import io.camunda.zeebe.protocol.Protocol;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResult;
import io.camunda.zeebe.protocol.impl.record.value.job.JobResultCorrections;
import io.camunda.zeebe.protocol.record.value.JobKind;
import io.camunda.zeebe.protocol.record.value.JobResultType;
import io.camunda.zeebe.util.buffer.BufferUtil;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Jobs between record and gRPC, with what the stock translation leaves out: results, listeners, user tasks. */
final class JobMapping {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private JobMapping() {}

    static ActivatedJob activatedJob(long key, JobRecord job) {
        var mapped = StockResponses.activatedJob(key, job).toBuilder()
                .setTenantId(job.getTenantId())
                .setKind(ActivatedJob.JobKind.valueOf(job.getJobKind().name()))
                .setListenerEventType(ActivatedJob.ListenerEventType.valueOf(
                        job.getJobListenerEventType().name()))
                .addAllTags(job.getTags());
        if (job.getJobKind() == JobKind.TASK_LISTENER) {
            mapped.setUserTask(userTask(job.getCustomHeaders()));
        }
        return mapped.build();
    }

    private static UserTaskProperties userTask(Map<String, String> headers) {
        var task = UserTaskProperties.newBuilder();
        text(headers, Protocol.USER_TASK_ACTION_HEADER_NAME, task::setAction);
        text(headers, Protocol.USER_TASK_ASSIGNEE_HEADER_NAME, task::setAssignee);
        text(headers, Protocol.USER_TASK_DUE_DATE_HEADER_NAME, task::setDueDate);
        text(headers, Protocol.USER_TASK_FOLLOW_UP_DATE_HEADER_NAME, task::setFollowUpDate);
        text(headers, Protocol.USER_TASK_FORM_KEY_HEADER_NAME, key -> task.setFormKey(Long.parseLong(key)));
        text(headers, Protocol.USER_TASK_KEY_HEADER_NAME, key -> task.setUserTaskKey(Long.parseLong(key)));
        text(headers, Protocol.USER_TASK_PRIORITY_HEADER_NAME, number -> task.setPriority(Integer.parseInt(number)));
        list(headers, Protocol.USER_TASK_CANDIDATE_GROUPS_HEADER_NAME, task::addAllCandidateGroups);
        list(headers, Protocol.USER_TASK_CANDIDATE_USERS_HEADER_NAME, task::addAllCandidateUsers);
        list(headers, Protocol.USER_TASK_CHANGED_ATTRIBUTES_HEADER_NAME, task::addAllChangedAttributes);
        return task.build();
    }

    private static void text(Map<String, String> headers, String name, Consumer<String> target) {
        var value = headers.get(name);
        if (value != null && !value.isEmpty()) {
            target.accept(value);
        }
    }

    private static void list(Map<String, String> headers, String name, Consumer<List<String>> target) {
        text(headers, name, value -> {
            try {
                target.accept(JSON.readValue(value, STRINGS));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The header " + name + " of a listener job is no list", e);
            }
        });
    }

    static JobRecord completed(CompleteJobRequest request) {
        var job = new JobRecord();
        if (!request.getVariables().isEmpty()) {
            job.setVariables(variables(request.getVariables()));
        }
        if (request.hasResult()) {
            job.setResult(result(request.getResult()));
        }
        return job;
    }

    static JobRecord failed(FailJobRequest request) {
        var job = new JobRecord();
        job.setRetries(request.getRetries());
        job.setErrorMessage(request.getErrorMessage());
        job.setRetryBackoff(request.getRetryBackOff());
        if (!request.getVariables().isEmpty()) {
            job.setVariables(variables(request.getVariables()));
        }
        return job;
    }

    private static JobResult result(io.camunda.zeebe.gateway.protocol.GatewayOuterClass.JobResult given) {
        var result = new JobResult();
        if (given.hasType()) {
            result.setType(JobResultType.from(given.getType()));
        }
        if (result.getType() == JobResultType.AD_HOC_SUB_PROCESS) {
            throw Status.UNIMPLEMENTED
                    .withDescription("The embedded engine takes no results for ad-hoc sub-processes")
                    .asRuntimeException();
        }
        result.setDenied(given.getDenied());
        result.setDeniedReason(given.getDeniedReason());
        if (given.hasCorrections()) {
            correct(result, given.getCorrections());
        }
        return result;
    }

    private static void correct(
            JobResult result, io.camunda.zeebe.gateway.protocol.GatewayOuterClass.JobResultCorrections given) {
        var corrections = new JobResultCorrections();
        var corrected = new ArrayList<String>();
        if (given.hasAssignee()) {
            corrections.setAssignee(given.getAssignee());
            corrected.add("assignee");
        }
        if (given.hasDueDate()) {
            corrections.setDueDate(given.getDueDate());
            corrected.add("dueDate");
        }
        if (given.hasFollowUpDate()) {
            corrections.setFollowUpDate(given.getFollowUpDate());
            corrected.add("followUpDate");
        }
        if (given.hasCandidateUsers()) {
            corrections.setCandidateUsersList(given.getCandidateUsers().getValuesList());
            corrected.add("candidateUsersList");
        }
        if (given.hasCandidateGroups()) {
            corrections.setCandidateGroupsList(given.getCandidateGroups().getValuesList());
            corrected.add("candidateGroupsList");
        }
        if (given.hasPriority()) {
            corrections.setPriority(given.getPriority());
            corrected.add("priority");
        }
        result.setCorrections(corrections).setCorrectedAttributes(corrected);
    }

    private static DirectBuffer variables(String json) {
        return BufferUtil.wrapArray(MsgPackConverter.convertToMsgPack(json));
    }
}
