package org.imageexchange.processes;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.CallActivity;
import io.camunda.zeebe.model.bpmn.instance.Documentation;
import io.camunda.zeebe.model.bpmn.instance.EndEvent;
import io.camunda.zeebe.model.bpmn.instance.Error;
import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Event;
import io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Gateway;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.ServiceTask;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeOutput;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListenerEventType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListeners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTests {

    private static final Path FOLDER = Path.of("src/main/resources/bpmn");

    /** A model and the name of its file without the ending. */
    record Model(String file, BpmnModelInstance bpmn) {

        <T extends BpmnModelElementInstance> Collection<T> all(Class<T> type) {
            return bpmn.getModelElementsByType(type);
        }

        Process process() {
            return all(Process.class).iterator().next();
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Model> models() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .map(file -> new Model(
                            file.getFileName().toString().replace(".bpmn", ""), Bpmn.readModelFromFile(file.toFile())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_process_of_the_contract_has_a_model_and_every_model_is_in_the_contract() {
        assertThat(models()).extracting(Model::file).containsExactlyInAnyOrderElementsOf(constantsOf(Processes.class));
    }

    @Test
    void every_job_type_of_the_contract_has_a_task_and_every_task_is_in_the_contract() {
        assertThat(names(ZeebeTaskDefinition.class, ZeebeTaskDefinition::getType))
                .containsExactlyInAnyOrderElementsOf(constantsOf(Jobs.class));
    }

    @Test
    void every_message_of_the_contract_has_a_catcher_and_every_message_is_in_the_contract() {
        assertThat(names(
                        MessageEventDefinition.class,
                        event -> event.getMessage().getName()))
                .containsExactlyInAnyOrderElementsOf(constantsOf(Messages.class));
        assertThat(names(Message.class, Message::getName))
                .containsExactlyInAnyOrderElementsOf(constantsOf(Messages.class));
    }

    @Test
    void every_error_of_the_contract_is_caught_and_every_error_is_in_the_contract() {
        assertThat(names(ErrorEventDefinition.class, event -> event.getError().getErrorCode()))
                .containsExactlyInAnyOrderElementsOf(constantsOf(Errors.class));
        assertThat(names(Error.class, Error::getErrorCode))
                .containsExactlyInAnyOrderElementsOf(constantsOf(Errors.class));
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_file_holds_one_process_that_has_its_name_and_says_what_it_is_for(Model model) {
        assertThat(model.all(Process.class)).singleElement().satisfies(process -> {
            assertThat(process.getId()).isEqualTo(model.file());
            assertThat(process.getName()).isNotBlank();
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getChildElementsByType(Documentation.class)).hasSize(1);
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void everything_that_is_read_has_a_label(Model model) {
        assertThat(model.all(FlowNode.class))
                .filteredOn(node -> !(node instanceof Gateway gateway) || forks(gateway))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
        assertThat(model.all(ExclusiveGateway.class))
                .filteredOn(ModelTests::forks)
                .allSatisfy(gateway -> {
                    assertThat(gateway.getName()).endsWith("?");
                    assertThat(gateway.getDefault())
                            .as("way that needs no condition")
                            .isNotNull();
                    var ways = gateway.getOutgoing().stream()
                            .map(SequenceFlow::getName)
                            .collect(toSet());
                    if (ways.contains("yes")) {
                        assertThat(ways).containsExactlyInAnyOrder("yes", "no");
                        assertThat(gateway.getDefault().getName()).isEqualTo("no");
                    } else {
                        assertThat(ways).isSubsetOf(constantsOf(Outcomes.class));
                        assertThat(gateway.getDefault().getName()).isEqualTo(Outcomes.CANCEL);
                    }
                });
    }

    /** What a person answers is routed by the way they chose, and by nothing else of what a form holds. */
    @ParameterizedTest
    @MethodSource("models")
    void a_user_task_shows_a_form_tells_the_inbox_of_all_its_events_and_lets_only_its_outcome_out(Model model) {
        assertThat(model.all(UserTask.class)).allSatisfy(task -> {
            var form = task.getSingleExtensionElement(ZeebeFormDefinition.class);
            assertThat(constantsOf(Forms.class)).contains(form.getFormId());
            assertThat(form.getBindingType()).isEqualTo(ZeebeBindingType.deployment);
            assertThat(task.getSingleExtensionElement(ZeebeTaskListeners.class).getTaskListeners())
                    .allMatch(listener -> listener.getType().equals(Listeners.KEEP_TASK_INBOX))
                    .extracting(ZeebeTaskListener::getEventType)
                    .containsExactlyInAnyOrder(
                            ZeebeTaskListenerEventType.creating,
                            ZeebeTaskListenerEventType.assigning,
                            ZeebeTaskListenerEventType.updating,
                            ZeebeTaskListenerEventType.completing,
                            ZeebeTaskListenerEventType.canceling);
            assertThat(task.getSingleExtensionElement(ZeebeIoMapping.class).getOutputs())
                    .extracting(ZeebeOutput::getTarget)
                    .containsExactly(Variables.OUTCOME);
        });
    }

    @Test
    void every_form_of_the_contract_is_shown_by_one_task() {
        var shown = models().stream()
                .flatMap(model -> model.all(UserTask.class).stream())
                .map(task -> task.getSingleExtensionElement(ZeebeFormDefinition.class)
                        .getFormId());

        assertThat(shown).containsExactlyInAnyOrderElementsOf(constantsOf(Forms.class));
    }

    /** The task that a call shows rests under the timer of the call. */
    @Test
    void each_step_of_a_wizard_ends_by_itself_after_a_while() {
        var forward = models().stream()
                .filter(model -> model.file().equals(Processes.FORWARD_TRANSFER))
                .findFirst()
                .orElseThrow();
        var timed = forward.all(BoundaryEvent.class).stream()
                .filter(event -> event.getEventDefinitions().stream()
                        .anyMatch(definition -> definition instanceof TimerEventDefinition timer
                                && timer.getTimeDuration().getTextContent().equals("=" + Variables.WIZARD_PATIENCE)))
                .map(event -> event.getAttachedTo().getId());

        var steps = Stream.concat(
                forward.all(UserTask.class).stream(),
                forward.all(CallActivity.class).stream()
                        .filter(call -> call.getSingleExtensionElement(ZeebeCalledElement.class)
                                .getProcessId()
                                .equals(Processes.APPROVE_DISCLAIMER)));
        assertThat(timed)
                .containsExactlyInAnyOrderElementsOf(steps.map(FlowNode::getId).toList());
    }

    @ParameterizedTest
    @MethodSource("models")
    void ids_are_named_for_what_they_are(Model model) {
        assertThat(model.all(FlowNode.class))
                .allSatisfy(node -> assertThat(node.getId())
                        .matches(
                                switch (node) {
                                    case ServiceTask task -> "serviceTask_[A-Z]\\w+";
                                    case UserTask task -> "userTask_[A-Z]\\w+";
                                    case CallActivity call -> "callActivity_[A-Z]\\w+";
                                    case Gateway gateway -> "gateway_[A-Z]\\w+";
                                    case Event event -> "event_[A-Z]\\w+";
                                    default -> "no other kind of node is used yet";
                                }));
        assertThat(model.all(SequenceFlow.class))
                .allSatisfy(flow -> assertThat(flow.getId()).matches("flow_[A-Z]\\w+"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_diagram_shows_every_element(Model model) {
        assertThat(model.all(BpmnShape.class))
                .extracting(shape -> shape.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(
                        model.all(FlowNode.class).stream().map(FlowNode::getId).toList());
        assertThat(model.all(BpmnEdge.class))
                .extracting(edge -> edge.getBpmnElement().getId())
                .containsExactlyInAnyOrderElementsOf(model.all(SequenceFlow.class).stream()
                        .map(SequenceFlow::getId)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_happy_path_is_straight_and_runs_to_the_right(Model model) {
        var shapes = model.all(BpmnShape.class);
        var start = shapes.stream()
                .filter(shape -> shape.getBpmnElement() instanceof StartEvent)
                .findFirst()
                .orElseThrow();
        var middle = start.getBounds().getY() + start.getBounds().getHeight() / 2;

        var onTheLine = shapes.stream()
                .filter(shape -> shape.getBounds().getY() + shape.getBounds().getHeight() / 2 == middle)
                .sorted(Comparator.comparing(shape -> shape.getBounds().getX()))
                .map(shape -> (FlowNode) shape.getBpmnElement())
                .toList();

        assertThat(onTheLine.getFirst()).isEqualTo(start.getBpmnElement());
        assertThat(onTheLine.getLast()).isInstanceOf(EndEvent.class);
        for (var i = 1; i < onTheLine.size(); i++) {
            assertThat(straight(model, onTheLine.get(i - 1), onTheLine.get(i), middle))
                    .as(onTheLine.get(i - 1).getId() + " leads straight to "
                            + onTheLine.get(i).getId())
                    .isTrue();
        }
    }

    private static boolean straight(Model model, FlowNode from, FlowNode to, double middle) {
        return model.all(BpmnEdge.class).stream()
                .filter(edge -> ((SequenceFlow) edge.getBpmnElement())
                                .getSource()
                                .equals(from)
                        && ((SequenceFlow) edge.getBpmnElement()).getTarget().equals(to))
                .map(edge -> List.copyOf(edge.getWaypoints()))
                .anyMatch(points -> points.size() == 2
                        && points.getFirst().getX() < points.getLast().getX()
                        && points.stream().allMatch(point -> point.getY() == middle));
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_called_process_exists_and_is_the_one_of_the_same_deployment(Model model) {
        assertThat(model.all(CallActivity.class)).allSatisfy(call -> {
            var called = call.getSingleExtensionElement(ZeebeCalledElement.class);
            assertThat(constantsOf(Processes.class)).contains(called.getProcessId());
            assertThat(called.getBindingType()).isEqualTo(ZeebeBindingType.deployment);
            assertThat(called.isPropagateAllChildVariablesEnabled()).isFalse();
            assertThat(called.isPropagateAllParentVariablesEnabled()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void what_a_message_starts_claims_its_process_key_first(Model model) {
        assertThat(model.all(StartEvent.class))
                .filteredOn(start -> !start.getEventDefinitions().isEmpty())
                .allSatisfy(start -> assertThat(start.getSucceedingNodes().singleResult())
                        .isInstanceOfSatisfying(
                                ServiceTask.class,
                                task -> assertThat(task.getSingleExtensionElement(ZeebeTaskDefinition.class)
                                                .getType())
                                        .isEqualTo(Jobs.CLAIM_PROCESS)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_message_that_is_waited_for_is_correlated_by_an_id(Model model) {
        var started = model.all(StartEvent.class).stream()
                .flatMap(start -> start.getEventDefinitions().stream())
                .map(definition ->
                        ((MessageEventDefinition) definition).getMessage().getId())
                .collect(toSet());

        assertThat(model.all(Message.class))
                .filteredOn(message -> !started.contains(message.getId()))
                .allSatisfy(message -> assertThat(message.getSingleExtensionElement(ZeebeSubscription.class)
                                .getCorrelationKey())
                        .isIn("=" + Variables.PROCESS_KEY, "=" + Variables.CHALLENGE_ID, "=" + Variables.DELIVERY_KEY));
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_task_says_how_long_to_wait_before_each_new_try_and_waits_longer_each_time(Model model) {
        assertThat(model.all(ServiceTask.class)).allSatisfy(task -> {
            var pauses = Arrays.stream(header(task, Headers.BACK_OFF).split(" "))
                    .map(Duration::parse)
                    .toList();
            assertThat(task.getSingleExtensionElement(ZeebeTaskDefinition.class).getRetries())
                    .isEqualTo(String.valueOf(pauses.size() + 1));
            assertThat(pauses).isSorted().allMatch(Predicate.not(Duration::isZero));
        });
    }

    @Test
    void a_passcode_is_sent_by_the_chosen_channel_and_then_by_the_other() {
        var sending = models().stream()
                .flatMap(model -> model.all(ServiceTask.class).stream())
                .filter(task -> task.getSingleExtensionElement(ZeebeTaskDefinition.class)
                        .getType()
                        .equals(Jobs.SEND_PASSCODE))
                .map(task -> header(task, Headers.CHANNEL));

        assertThat(sending).containsExactlyInAnyOrder(Headers.CHOSEN_CHANNEL, Headers.OTHER_CHANNEL);
    }

    private static boolean forks(Gateway gateway) {
        return gateway.getOutgoing().size() > 1;
    }

    private static String header(ServiceTask task, String key) {
        return task.getSingleExtensionElement(ZeebeTaskHeaders.class).getHeaders().stream()
                .filter(header -> header.getKey().equals(key))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static <T extends BpmnModelElementInstance> Set<String> names(Class<T> type, Function<T, String> name) {
        return models().stream()
                .flatMap(model -> model.bpmn().getModelElementsByType(type).stream())
                .map(name)
                .collect(toSet());
    }

    private static Set<String> constantsOf(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(ModelTests::valueOf)
                .collect(toSet());
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
