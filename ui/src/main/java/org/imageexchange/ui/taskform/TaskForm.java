package org.imageexchange.ui.taskform;

import java.util.List;

/** The form of a user task, understood as a whole. */
public record TaskForm(String id, List<FormField> fields) {

    /**
     * Reads a form as the Camunda Modeler writes it.
     *
     * @throws UnsupportedForm if anything in it isn't supported
     */
    public static TaskForm read(String json) {
        return new FormReader(json).read();
    }
}
