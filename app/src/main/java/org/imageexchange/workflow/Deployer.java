package org.imageexchange.workflow;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes all models and forms to the engine in one deployment, unless it has this very set already.
 *
 * <p>Calls and forms bind to their deployment, so the set goes up as a whole; and because one changed resource gives a
 * new version to every one of it, an unchanged set must not go up at all.
 */
@Component
class Deployer {

    private static final Logger log = LoggerFactory.getLogger(Deployer.class);

    private final CamundaClient client;
    private final ProcessEngine engine;
    private final Models models;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deployer(
            CamundaClient client,
            ProcessEngine engine,
            Models models,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.client = client;
        this.engine = engine;
        this.models = models;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whether anything went up. */
    boolean deploy() {
        var identity = engine.identity();
        var fingerprint = models.fingerprint();
        if (isDeployed(identity, fingerprint)) {
            log.info("The engine has these models already");
            return false;
        }
        DeployResourceCommandStep2 command = null;
        for (var resource : models.resources().entrySet()) {
            command = add(command, resource.getKey(), resource.getValue());
        }
        if (command == null) {
            throw new IllegalStateException("No model is on the class path");
        }
        var deployment = command.requestTimeout(Duration.ofMinutes(1)).send().join();
        record(identity, fingerprint, deployment);
        deployment
                .getProcesses()
                .forEach(process ->
                        log.info("Deployed {} version {}", process.getBpmnProcessId(), process.getVersion()));
        return true;
    }

    private DeployResourceCommandStep2 add(@Nullable DeployResourceCommandStep2 command, String name, byte[] content) {
        return command == null
                ? client.newDeployResourceCommand().addResourceBytes(content, name)
                : command.addResourceBytes(content, name);
    }

    private String content(String resource) {
        return new String(Objects.requireNonNull(models.resources().get(resource), resource), StandardCharsets.UTF_8);
    }

    private boolean isDeployed(UUID identity, String fingerprint) {
        return jdbc.sql("select resources from process_deployment where engine = :engine")
                .param("engine", identity)
                .query(String.class)
                .optional()
                .filter(fingerprint::equals)
                .isPresent();
    }

    private void record(UUID identity, String fingerprint, DeploymentEvent deployment) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from process_deployment where engine = :engine")
                    .param("engine", identity)
                    .update();
            jdbc.sql(
                            "insert into process_deployment (engine, resources, deployed_at) values (:engine, :resources, :now)")
                    .param("engine", identity)
                    .param("resources", fingerprint)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            for (var form : deployment.getForm()) {
                // a form that did not change keeps its key
                jdbc.sql("delete from process_form where engine = :engine and form_key = :key")
                        .param("engine", identity)
                        .param("key", form.getFormKey())
                        .update();
                jdbc.sql("insert into process_form (engine, form_key, form_id, version, content)"
                                + " values (:engine, :key, :id, :version, :content)")
                        .param("engine", identity)
                        .param("key", form.getFormKey())
                        .param("id", form.getFormId())
                        .param("version", form.getVersion())
                        .param("content", content(form.getResourceName()))
                        .update();
            }
        });
    }
}
