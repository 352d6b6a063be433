package org.imageexchange.ui.taskform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Reads every form that is shipped with the portal when it starts, so that none fails in front of a user. */
@Component
class ShippedForms {

    static final String PLACE = "classpath*:forms/*.form";

    ShippedForms(ResourcePatternResolver resources) throws IOException {
        for (var form : resources.getResources(PLACE)) {
            TaskForm.read(form.getContentAsString(StandardCharsets.UTF_8));
        }
    }
}
