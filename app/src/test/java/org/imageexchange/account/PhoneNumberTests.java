package org.imageexchange.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTests {

    @ParameterizedTest
    @CsvSource({
        "020 7946 0200, +442079460200",
        "07700 900123, +447700900123",
        "+49 30 901820, +4930901820",
        "(0141) 496 0000, +441414960000"
    })
    void numbers_of_any_kind_are_read(String typed, String e164) {
        assertThat(PhoneNumber.parse(typed, "GB")).contains(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "call me", "12", "0207", "+", "999999999999999999999", "<script>"})
    void what_nobody_can_call_is_refused(String typed) {
        assertThat(PhoneNumber.parse(typed, "GB")).isEmpty();
    }

    @Test
    void a_number_is_not_printed() {
        assertThat(new PhoneNumber("+442079460200").toString()).doesNotContain("0200");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneNumber("020 7946"))
                .withMessageNotContaining("7946");
    }
}
