package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileNumberTests {

    @ParameterizedTest
    @CsvSource({
        "07700 900123,        +447700900123",
        "+44 (0)7700 900 123, +447700900123",
        "0044 7700 900123,    +447700900123",
        "07400-123456,        +447400123456",
        "+49 1512 3456789,    +4915123456789",
        "+1 212 555 2368,     +12125552368"
    })
    void a_mobile_is_read_as_people_write_it(String typed, String e164) {
        assertThat(MobileNumber.parse(typed, "GB")).contains(new MobileNumber(e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "020 7946 0101", "999", "07700", "077009001234567890", "0141 201 1100"})
    void what_receives_no_text_messages_is_refused(String typed) {
        assertThat(MobileNumber.parse(typed, "GB")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"07700900123", "+0447700900123", "+447700900123\n", "+44 7700", "+12345678901234567"})
    void only_the_international_form_is_kept(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MobileNumber(text))
                .withMessageNotContaining("7700");
    }

    @Test
    void it_prints_masked() {
        assertThat(new MobileNumber("+447700900123")).hasToString("•••• ••• 123");
        assertThat(new PasscodeChannel.Sms(new MobileNumber("+447700900123")).toString())
                .doesNotContain("7700900123");
    }
}
