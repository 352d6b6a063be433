package org.imageexchange;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.BpmnModelElementInstance;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeExecutionListener;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imageexchange.processes.Listeners;
import org.imageexchange.processes.Messages;
import org.imageexchange.workflow.TaskWorker;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.objenesis.ObjenesisStd;
import tools.jackson.databind.json.JsonMapper;

/** Models and code meet in names; here it is seen that neither says a word that the other doesn't know. */
class ProcessContractTests {

    private static final List<BpmnModelInstance> MODELS = resources("bpmn/*.bpmn")
            .map(resource -> {
                try (var content = resource.getInputStream()) {
                    return Bpmn.readModelFromStream(content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })
            .toList();

    @Test
    void every_kind_of_job_has_exactly_one_worker_and_every_worker_a_task() {
        var tasks = names(ZeebeTaskDefinition.class, ZeebeTaskDefinition::getType);

        assertThat(workerTypes()).containsExactlyInAnyOrderElementsOf(tasks);
    }

    @Test
    void every_listener_has_a_worker() {
        assertThat(names(ZeebeTaskListener.class, ZeebeTaskListener::getType))
                .isSubsetOf(Set.of(Listeners.KEEP_TASK_INBOX));
        assertThat(names(ZeebeExecutionListener.class, ZeebeExecutionListener::getType))
                .isEmpty();
    }

    @Test
    void every_message_that_code_sends_has_a_catcher() {
        var caught = names(
                MessageEventDefinition.class,
                definition -> definition.getParentElement() instanceof CatchEvent
                        ? definition.getMessage().getName()
                        : "thrown");

        assertThat(caught).containsExactlyInAnyOrderElementsOf(constantsOf(Messages.class));
    }

    @Test
    void every_form_that_a_task_shows_exists() {
        var forms = resources("forms/*.form").map(ProcessContractTests::formId).collect(toSet());

        assertThat(names(ZeebeFormDefinition.class, ZeebeFormDefinition::getFormId))
                .containsExactlyInAnyOrderElementsOf(forms);
    }

    /** One entry for each worker class; made without its constructor, because a type is a constant. */
    private static List<String> workerTypes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(TaskWorker.class));
        var objenesis = new ObjenesisStd();
        return scanner.findCandidateComponents("org.imageexchange").stream()
                .map(candidate -> load(candidate.getBeanClassName()))
                .filter(type -> !isOfATest(type))
                .map(type -> ((TaskWorker<?>) objenesis.newInstance(type)).type())
                .toList();
    }

    private static boolean isOfATest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T extends BpmnModelElementInstance> Set<String> names(Class<T> type, Function<T, String> name) {
        return MODELS.stream()
                .flatMap(model -> model.getModelElementsByType(type).stream())
                .map(name)
                .collect(toSet());
    }

    private static Stream<Resource> resources(String pattern) {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:" + pattern));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String formId(Resource form) {
        try (var content = form.getInputStream()) {
            return JsonMapper.builder().build().readTree(content).get("id").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> constantsOf(Class<?> contract) {
        var values = new HashSet<String>();
        for (var constant : contract.getDeclaredFields()) {
            if (Modifier.isPublic(constant.getModifiers())) {
                values.add(valueOf(constant));
            }
        }
        return values;
    }

    private static String valueOf(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
