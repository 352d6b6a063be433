package org.imageexchange.workflow;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The forms of the user tasks, each version as it was deployed: a task is shown the one that it was created with. */
@Service
public class TaskForms {

    private final JdbcClient jdbc;
    private final ProcessEngine engine;

    TaskForms(JdbcClient jdbc, ProcessEngine engine) {
        this.jdbc = jdbc;
        this.engine = engine;
    }

    /** The form as JSON. */
    public String content(String form, int version) {
        return jdbc.sql("select content from process_form"
                        + " where engine = :engine and form_id = :form and version = :version")
                .param("engine", engine.identity())
                .param("form", form)
                .param("version", version)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("Form " + form + " has no version " + version));
    }

    /** Which engine the versions are of: another one counts anew. */
    public UUID engine() {
        return engine.identity();
    }
}
