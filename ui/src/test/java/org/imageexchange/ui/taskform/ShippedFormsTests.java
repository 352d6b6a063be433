package org.imageexchange.ui.taskform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@ExtendWith(OutputCaptureExtension.class)
class ShippedFormsTests {

    @Test
    void every_form_that_is_shipped_can_be_shown() throws Exception {
        var resources = new PathMatchingResourcePatternResolver();

        assertThat(resources.getResources(ShippedForms.PLACE)).hasSizeGreaterThanOrEqualTo(5);
        new ShippedForms(resources);
    }

    @Test
    void the_portal_does_not_start_with_a_form_that_it_cannot_show_and_says_why(CapturedOutput output) {
        var application = new SpringApplicationBuilder(ShippedForms.class)
                .web(WebApplicationType.NONE)
                .resourceLoader(new OneForm(Example.json("{'type': 'iframe', 'id': 'Frame', 'url': 'x'}")))
                .properties("spring.main.banner-mode=off");

        assertThatException().isThrownBy(application::run).havingRootCause().isInstanceOf(UnsupportedForm.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Form “example”, iframe “Frame”: this type of component is not supported")
                .contains("Change the form, or teach the portal what the form asks for.")
                .doesNotContain("\tat org.imageexchange");
    }

    /** A class path on which there is this form, and otherwise what there is. */
    private static final class OneForm extends PathMatchingResourcePatternResolver {

        private final String json;

        OneForm(String json) {
            this.json = json;
        }

        @Override
        public Resource[] getResources(String pattern) throws IOException {
            return pattern.equals(ShippedForms.PLACE)
                    ? new Resource[] {new ByteArrayResource(json.getBytes(StandardCharsets.UTF_8))}
                    : super.getResources(pattern);
        }
    }
}
