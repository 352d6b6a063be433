package org.imageexchange.ui.taskform;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.feel.api.EvaluationFailureType;
import org.camunda.feel.api.EvaluationResult;
import org.imageexchange.ui.page.Dates;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a form's expressions may ask: the data it was given and what is typed by now.
 *
 * <p>An expression that fails is logged once, without the values, for they are patients' data.
 */
final class Facts {

    private static final Logger LOG = LoggerFactory.getLogger(Facts.class);

    private final String form;
    private final Map<String, @Nullable Object> known;
    private final Set<Feel> reported;

    Facts(String form, Map<String, ?> data) {
        this(form, new HashMap<>(data), new HashSet<>());
    }

    private Facts(String form, Map<String, @Nullable Object> known, Set<Feel> reported) {
        this.form = form;
        this.known = known;
        this.reported = reported;
    }

    void put(String key, @Nullable Object value) {
        known.put(key, value);
    }

    /** The same, and in the turn of a loop: its item, and what the item holds. */
    Facts inLoop(Object item) {
        var inner = new HashMap<>(known);
        if (item instanceof Map<?, ?> properties) {
            properties.forEach((name, value) -> inner.put(String.valueOf(name), value));
        }
        inner.put("this", item);
        inner.put("parent", known);
        return new Facts(form, inner, reported);
    }

    /** False also when the expression fails: what is in doubt is shown, and may be typed in. */
    boolean holds(Feel condition) {
        return answer(condition, Boolean.class) instanceof Boolean truth && truth;
    }

    /** A limit that can't be told limits nothing here; the service judges again. */
    @Nullable
    BigDecimal number(Feel expression) {
        var number = answer(expression, Number.class);
        return number == null ? null : new BigDecimal(number.toString());
    }

    Collection<?> list(Feel expression) {
        var list = answer(expression, Collection.class);
        return list == null ? List.of() : list;
    }

    String words(Feel expression) {
        return words(value(expression));
    }

    private static String words(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case LocalDate day -> Dates.day(day);
            case BigDecimal number -> number.toPlainString();
            case Collection<?> list -> list.stream().map(Facts::words).collect(joining(", "));
            default -> value.toString();
        };
    }

    private <T> @Nullable T answer(Feel expression, Class<T> expected) {
        var value = value(expression);
        if (expected.isInstance(value)) {
            return expected.cast(value);
        }
        report(expression, "gave no " + expected.getSimpleName());
        return null;
    }

    private @Nullable Object value(Feel expression) {
        var result = expression.evaluate(known);
        if (!result.isSuccess()) {
            report(expression, "failed");
            return null;
        }
        if (asksForTheUnknown(result)) {
            report(expression, "asks for what is not in the data");
        }
        return result.result();
    }

    private static boolean asksForTheUnknown(EvaluationResult result) {
        return CollectionConverters.asJava(result.suppressedFailures()).stream()
                .anyMatch(failure -> failure.failureType().equals(NOT_FOUND));
    }

    private void report(Feel expression, String what) {
        if (reported.add(expression)) {
            LOG.warn("Form {}: the expression {} {}", form, expression, what);
        }
    }

    private static final EvaluationFailureType NOT_FOUND = EvaluationFailureType.NO_VARIABLE_FOUND$.MODULE$;
}
