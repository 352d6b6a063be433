package org.imageexchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.imageexchange.delivery.RangeRequest.Part;
import org.imageexchange.delivery.RangeRequest.Unsatisfiable;
import org.imageexchange.delivery.RangeRequest.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeRequestTests {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-99, 0, 100",
        "bytes=10-19, 10, 20",
        "bytes=90-, 90, 100",
        "bytes=90-1000, 90, 100",
        "bytes=-10, 90, 100",
        "bytes=-1000, 0, 100",
        "bytes=0-9999999999999999999, 0, 100",
        "Bytes = 5-6, 5, 7",
    })
    void one_range_is_sent(String header, long first, long end) {
        assertThat(RangeRequest.of(header, 100)).isEqualTo(new Part(new ByteRange(first, end)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,5-6",
                "bytes=5-2",
                "bytes=-",
                "bytes=a-b",
                "bytes",
                "bytes=",
                "pages=1-2",
                "bytes=1-2x",
                "bytes=--1",
                ""
            })
    void what_is_not_one_range_gets_the_whole(String header) {
        assertThat(RangeRequest.of(header, 100)).isEqualTo(new Whole());
    }

    @Test
    void no_header_gets_the_whole() {
        assertThat(RangeRequest.of(null, 100)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=9999999999999999999-", "bytes=-0"})
    void a_range_outside_can_not_be_satisfied(String header) {
        assertThat(RangeRequest.of(header, 100)).isEqualTo(new Unsatisfiable());
    }

    @Test
    void ranges_that_touch_become_one_and_others_do_not() {
        assertThat(new ByteRange(0, 5).with(new ByteRange(5, 9))).isEqualTo(new ByteRange(0, 9));
        assertThat(new ByteRange(3, 5).with(new ByteRange(0, 9))).isEqualTo(new ByteRange(0, 9));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(0, 5).with(new ByteRange(6, 9)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(5, 4));
    }

    @Test
    void tags_are_compared_as_the_standard_says() {
        var tag = new EntityTag("abc");

        assertThat(tag.fulfilsIfMatch(null)).isTrue();
        assertThat(tag.fulfilsIfMatch("*")).isTrue();
        assertThat(tag.fulfilsIfMatch("\"x\", \"abc\"")).isTrue();
        assertThat(tag.fulfilsIfMatch("W/\"abc\"")).isFalse();
        assertThat(tag.fulfilsIfMatch("\"x\"")).isFalse();
        assertThat(tag.fulfilsIfMatch("abc")).isFalse();

        assertThat(tag.isKnownBy(null)).isFalse();
        assertThat(tag.isKnownBy("*")).isTrue();
        assertThat(tag.isKnownBy("\"x\",W/\"abc\"")).isTrue();
        assertThat(tag.isKnownBy("\"x\"")).isFalse();

        assertThat(tag.allowsRange(null)).isTrue();
        assertThat(tag.allowsRange("\"abc\"")).isTrue();
        assertThat(tag.allowsRange("W/\"abc\"")).isFalse();
        assertThat(tag.allowsRange("Tue, 24 Nov 2026 09:00:00 GMT")).isFalse();
    }
}
