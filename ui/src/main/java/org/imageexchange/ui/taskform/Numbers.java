package org.imageexchange.ui.taskform;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as forms and people write them. */
final class Numbers {

    private Numbers() {}

    static @Nullable BigDecimal parse(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static int decimalsOf(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    static String words(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
