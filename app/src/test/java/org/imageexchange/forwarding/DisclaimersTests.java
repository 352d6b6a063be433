package org.imageexchange.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import java.util.Collections;
import java.util.List;
import org.imageexchange.DatabaseTest;
import org.imageexchange.account.InstitutionId;
import org.imageexchange.forwarding.Disclaimers.Invalid;
import org.imageexchange.forwarding.Disclaimers.Published;
import org.imageexchange.imaging.ImagingParts.Hospital;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@DatabaseTest
@Import(ForwardingParts.class)
class DisclaimersTests {

    @Autowired
    private Disclaimers disclaimers;

    @Autowired
    private Hospital hospital;

    @Test
    void the_portals_own_text_is_the_guides_word_for_word() {
        assertThat(disclaimers.inForce(hospital.institution()).statements())
                .containsExactly(
                        "you are sending confidential data for the patient listed to selected recipient;",
                        "you confirm that the details of the recipient are correct;",
                        "the originating hospital will be aware of this action.");
    }

    @Test
    void an_institutions_text_is_its_own_and_versioned() {
        var institution = hospital.institution();

        var first = published(institution, " one ", "");
        var second = published(institution, "one", "two");

        assertThat(first.version()).isEqualTo(1);
        assertThat(first.statements()).containsExactly("one");
        assertThat(second.version()).isEqualTo(2);
        assertThat(disclaimers.inForce(institution)).isEqualTo(second);
        assertThat(disclaimers.inForce(hospital.institution()).statements()).hasSize(3);
    }

    @Test
    void a_text_that_says_nothing_or_too_much_is_refused() {
        var institution = hospital.institution();

        for (var statements : List.of(
                List.<String>of(),
                List.of(" "),
                List.of("two\nlines"),
                List.of("x".repeat(301)),
                Collections.nCopies(11, "x"))) {
            assertThat(disclaimers.publish(institution, statements)).isInstanceOf(Invalid.class);
        }
        assertThat(disclaimers.inForce(institution).statements()).hasSize(3);
    }

    private Disclaimer published(InstitutionId institution, String... statements) {
        return ((Published) disclaimers.publish(institution, List.of(statements))).disclaimer();
    }

    /** The portal's method security reads it; see the ui's tests. */
    @Test
    void only_administrators_publish() throws NoSuchMethodException {
        var publish = Disclaimers.class.getMethod("publish", InstitutionId.class, List.class);

        assertThat(publish.getAnnotation(RolesAllowed.class).value()).containsExactly("ADMINISTRATOR");
    }
}
