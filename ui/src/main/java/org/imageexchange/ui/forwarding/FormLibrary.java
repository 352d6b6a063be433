package org.imageexchange.ui.forwarding;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.imageexchange.ui.taskform.TaskForm;
import org.imageexchange.workflow.TaskForms;
import org.springframework.stereotype.Component;

/** The forms of the steps, read once for each version. */
@Component
class FormLibrary {

    private record Edition(UUID engine, String form, int version) {}

    private final TaskForms forms;
    private final ConcurrentMap<Edition, TaskForm> read = new ConcurrentHashMap<>();

    FormLibrary(TaskForms forms) {
        this.forms = forms;
    }

    TaskForm find(String form, int version) {
        return read.computeIfAbsent(
                new Edition(forms.engine(), form, version), edition -> TaskForm.read(forms.content(form, version)));
    }
}
