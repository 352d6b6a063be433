package org.imageexchange.ui.taskform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/** Forms for tests, written with single quotes. */
final class Example {

    private Example() {}

    static String json(String components) {
        return """
                {"type": "default", "id": "example", "schemaVersion": 18, "components": [%s]}""".formatted(components.replace('\'', '"'));
    }

    static TaskForm form(String components) {
        return TaskForm.read(json(components));
    }

    static ViewOnTest view(String components, Map<String, ?> data) {
        return new ViewOnTest(form(components), data);
    }

    static TaskForm shipped(String id) {
        try {
            return TaskForm.read(
                    new ClassPathResource("forms/" + id + ".form").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
