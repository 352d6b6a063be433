package org.imageexchange.ui.taskform;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A component of a form; sealed, so that a new kind doesn't compile until it is drawn and judged. */
sealed interface FormField {

    Place place();

    /**
     * Where a component stands, and when it is left out.
     *
     * @param row what has the same row as its neighbour stands beside it
     * @param hide leaves it out when it holds
     */
    record Place(
            @Nullable String row, boolean wide, @Nullable Feel hide) {}

    /** A component that is filled in. */
    sealed interface Input extends FormField {

        Question question();

        @Override
        default Place place() {
            return question().place();
        }
    }

    /** What all inputs have in common. */
    record Question(
            Place place,
            String key,
            Template label,
            @Nullable Template description,
            @Nullable Feel readOnly,
            boolean required) {}

    /** How much may be typed; both ends may be computed. */
    record Limits(@Nullable Feel least, @Nullable Feel most) {}

    /** What something typed has to look like, and what is said if it doesn't. */
    record Shape(Pattern pattern, @Nullable String message) {}

    enum Kind {
        ANY,
        EMAIL,
        PHONE
    }

    record ShortText(
            Question question,
            Kind kind,
            Limits length,
            @Nullable Shape shape,
            @Nullable String suggestionsKey,
            @Nullable String preset)
            implements Input {}

    record LongText(
            Question question, Limits length, @Nullable String preset) implements Input {}

    /** @param decimals how many digits may follow the point; any number if null */
    record Numeral(
            Question question,
            @Nullable Integer decimals,
            Limits limits,
            @Nullable BigDecimal preset) implements Input {

        boolean isWhole() {
            return decimals != null && decimals == 0;
        }
    }

    record Tick(Question question, boolean preset) implements Input {}

    record OneOf(
            Question question,
            Style style,
            Options options,
            @Nullable String preset) implements Input {

        enum Style {
            RADIO,
            SELECT
        }
    }

    record SeveralOf(Question question, Style style, Options options, List<String> preset) implements Input {

        enum Style {
            CHECKLIST,
            TAGLIST
        }
    }

    record Day(Question question, @Nullable LocalDate preset) implements Input {}

    record TimeOfDay(
            Question question, Duration step, @Nullable LocalTime preset) implements Input {}

    record Moment(
            Question question,
            String dateLabel,
            String timeLabel,
            Duration step,
            @Nullable LocalDateTime preset) implements Input {}

    /** Markdown with data in it. */
    record Prose(Place place, Template text, boolean note) implements FormField {}

    record Separator(Place place) implements FormField {}

    record Spacer(Place place, int height) implements FormField {}

    record Group(Place place, @Nullable Template label, boolean outlined, List<FormField> fields)
            implements FormField {}
}
