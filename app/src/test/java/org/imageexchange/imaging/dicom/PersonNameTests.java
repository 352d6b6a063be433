package org.imageexchange.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            YAMADA^Tarou                              | YAMADA, Tarou
            Yamada^Tarou=山田^太郎=やまだ^たろう           | Yamada, Tarou (山田, 太郎; やまだ, たろう)
            =山田^太郎                                  | 山田, 太郎
            Wang^XiaoDong=王^小东=                      | Wang, XiaoDong (王, 小东)
            Adams^John Robert^Quincy^Rev.^B.A. M.Div. | Adams, John Robert Quincy, Rev., B.A. M.Div.
            SMITH^^^Mr                                | SMITH, Mr
            ^Anna                                     | Anna
            Plain Name                                | Plain Name
            A^B=A^B                                   | A, B
            ^^^^                                      | ''
            ==                                        | ''
            ''                                        | ''
            """)
    void names_are_turned_into_ones_for_reading(String name, String expected) {
        assertThat(PersonName.readable(name)).isEqualTo(expected);
    }
}
