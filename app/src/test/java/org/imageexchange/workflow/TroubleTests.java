package org.imageexchange.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class TroubleTests {

    /** One of ours: the house keeps patient data out of its message. */
    private static final class MailServerAway extends RuntimeException {
        MailServerAway() {
            super("The mail server does not answer");
        }
    }

    @Test
    void our_own_words_are_repeated() {
        assertThat(Trouble.describe(new MailServerAway())).isEqualTo("The mail server does not answer");
    }

    @Test
    void what_the_system_says_of_a_full_disk_is_repeated_from_below() {
        var full = new FileSystemException("objects/12/34", null, "No space left on device");

        assertThat(Trouble.describe(new UncheckedIOException(full)))
                .isEqualTo("objects/12/34: No space left on device");
    }

    @Test
    void what_a_library_says_is_not_because_it_quotes_people() {
        var leak = new IllegalArgumentException("Invalid address: jane.doe@example.org");

        assertThat(Trouble.describe(leak))
                .isEqualTo("IllegalArgumentException in workflow.TroubleTests"
                        + ".what_a_library_says_is_not_because_it_quotes_people, line "
                        + leak.getStackTrace()[0].getLineNumber());
        assertThat(Trouble.trace(leak))
                .startsWith("java.lang.IllegalArgumentException\n\tat ")
                .doesNotContain("jane");
    }

    @Test
    void input_of_libraries_that_call_themselves_io_is_not_repeated_either() {
        var wrapped = new UncheckedIOException(new com.fasterxml.jackson.core.JsonParseException("'Doe^Jane'"));

        assertThat(Trouble.describe(wrapped)).doesNotContain("Doe");
        assertThat(Trouble.trace(wrapped)).doesNotContain("Doe").contains("Caused by: com.fasterxml");
    }

    @Test
    void a_chain_that_never_ends_is_cut_and_so_is_a_long_message() {
        var one = new MailServerAway();
        one.initCause(new IllegalStateException(one));

        assertThat(Trouble.trace(one)).contains("Caused by");
        assertThat(Trouble.describe(new UncheckedIOException(new IOException("x".repeat(2000)))))
                .hasSizeLessThan(500);
    }
}
