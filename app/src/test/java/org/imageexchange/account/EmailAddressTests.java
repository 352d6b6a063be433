package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"morag@example.org", "m.o'reid+x@a-b.example.co.uk", "1@example.org"})
    void a_mailbox_is_taken(String text) {
        assertThat(EmailAddress.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "morag",
                "morag@example",
                "@example.org",
                "morag@-example.org",
                "mo..rag@example.org",
                ".morag@example.org",
                "morag.@example.org",
                "morag@example..org",
                "morag@example.org\r\nBcc: thief@example.net",
                "morag@example.org,thief@example.net",
                "Morag <morag@example.org>",
                "mörag@example.org"
            })
    void what_is_none_is_refused_without_being_repeated(String text) {
        assertThat(EmailAddress.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress(text))
                .withMessage("Not an e-mail address");
    }

    @Test
    void a_long_text_is_refused_at_once() {
        assertThat(EmailAddress.isValid("a".repeat(1_000_000) + "@example.org")).isFalse();
        assertThat(EmailAddress.isValid("a@" + "b.".repeat(126) + "org")).isFalse();
    }

    @Test
    void it_prints_masked() {
        assertThat(new EmailAddress("Morag@Example.org")).hasToString("m•••@example.org");
    }
}
