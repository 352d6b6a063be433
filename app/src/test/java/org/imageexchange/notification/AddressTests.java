package org.imageexchange.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "morag@example.org\r\nBcc: thief@example.net",
                "morag@example.org\nBcc: thief@example.net",
                "morag@example.org, thief@example.net",
                "morag@example.org;thief@example.net",
                "Morag <morag@example.org>",
                "morag@example.org ",
                "\"morag\"@example.org",
                "morag@example.org\u0000",
                "morag@example",
                "@example.org",
                ""
            })
    void a_mailbox_is_one_address_and_nothing_else(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Address.Email(text))
                .withMessageNotContaining("morag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"07700900123", "+44 7700 900123", "+447700900123\r\nBody=x", "+0123456", "+", ""})
    void a_number_is_in_e164_and_nothing_else(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Address.Mobile(text))
                .withMessageNotContaining("7700");
    }

    @Test
    void an_address_prints_nothing_of_itself() {
        assertThat(new Address.Email("morag@example.org")).asString().doesNotContain("morag", "example");
        assertThat(new Address.Mobile("+447700900123")).asString().doesNotContain("7700");
    }

    @Test
    void a_masked_address_can_be_recognised_by_its_holder() {
        assertThat(new Address.Email("morag@example.org").masked()).isEqualTo("m•••@example.org");
        assertThat(new Address.Mobile("+447700900123").masked()).isEqualTo("•••• ••• 123");
    }
}
