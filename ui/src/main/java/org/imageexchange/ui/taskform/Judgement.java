package org.imageexchange.ui.taskform;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.imageexchange.account.EmailAddress;
import org.imageexchange.ui.taskform.FormField.Day;
import org.imageexchange.ui.taskform.FormField.Input;
import org.imageexchange.ui.taskform.FormField.Limits;
import org.imageexchange.ui.taskform.FormField.LongText;
import org.imageexchange.ui.taskform.FormField.Moment;
import org.imageexchange.ui.taskform.FormField.Numeral;
import org.imageexchange.ui.taskform.FormField.OneOf;
import org.imageexchange.ui.taskform.FormField.SeveralOf;
import org.imageexchange.ui.taskform.FormField.ShortText;
import org.imageexchange.ui.taskform.FormField.Tick;
import org.imageexchange.ui.taskform.FormField.TimeOfDay;
import org.jspecify.annotations.Nullable;

/** Says in plain words what is wrong with an answer. The service judges again, and has the last word. */
final class Judgement {

    private static final Pattern PHONE_CHARACTERS = Pattern.compile("\\+?[\\d\\s()./-]+");
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 15;

    private Judgement() {}

    static Optional<String> problem(Input input, @Nullable Object answer, Facts facts) {
        if (answer == null || isEmpty(answer)) {
            return input.question().required() ? Optional.of(missing(input, facts)) : Optional.empty();
        }
        return switch (input) {
            case ShortText field -> problem(field, (String) answer, facts);
            case LongText field -> problemOfLength(field.length(), (String) answer, facts);
            case Numeral field -> problem(field, new BigDecimal(String.valueOf(answer)), facts);
            case Tick field -> Optional.empty();
            case OneOf field -> Optional.empty();
            case SeveralOf field -> Optional.empty();
            case Day field -> Optional.empty();
            case TimeOfDay field -> Optional.empty();
            case Moment field -> Optional.empty();
        };
    }

    static boolean isEmpty(@Nullable Object answer) {
        return switch (answer) {
            case null -> true;
            case String text -> text.isBlank();
            case Boolean ticked -> !ticked;
            case Collection<?> chosen -> chosen.isEmpty();
            default -> false;
        };
    }

    /** Whether so much is typed that it can't be taken: said at once, before more is lost on it. */
    static boolean isTooLong(Input input, @Nullable Object answer, Facts facts) {
        return answer instanceof String text && roomLeft(input, text, facts) < 0;
    }

    /** How many characters may still be typed. */
    static int roomLeft(Input input, String text, Facts facts) {
        var most = switch (input) {
            case ShortText field -> limit(field.length().most(), facts);
            case LongText field -> limit(field.length().most(), facts);
            default -> null;
        };
        return most == null ? Integer.MAX_VALUE : most.intValue() - text.length();
    }

    private static String missing(Input input, Facts facts) {
        var label = input.question().label().plain(facts);
        return switch (input) {
            case ShortText field -> "Fill in “" + label + "”.";
            case LongText field -> "Fill in “" + label + "”.";
            case Numeral field -> "Enter a number for “" + label + "”.";
            case Tick field -> "Tick this box to go on.";
            case OneOf field -> "Choose one for “" + label + "”.";
            case SeveralOf field -> "Choose at least one for “" + label + "”.";
            case Day field -> "Choose a date for “" + label + "”.";
            case TimeOfDay field -> "Choose a time for “" + label + "”.";
            case Moment field -> "Choose a date and a time for “" + label + "”.";
        };
    }

    private static Optional<String> problem(ShortText field, String text, Facts facts) {
        return problemOfLength(field.length(), text, facts)
                .or(() -> problemOfKind(field, text))
                .or(() -> problemOfShape(field, text, facts));
    }

    private static Optional<String> problemOfLength(Limits length, String text, Facts facts) {
        var least = limit(length.least(), facts);
        var most = limit(length.most(), facts);
        if (most != null && text.length() > most.intValue()) {
            return Optional.of(
                    "This is too long: %s of at most %s characters.".formatted(text.length(), Numbers.words(most)));
        }
        if (least != null && text.length() < least.intValue()) {
            return Optional.of("This is too short: it needs at least " + characters(least) + ".");
        }
        return Optional.empty();
    }

    private static String characters(BigDecimal number) {
        return Numbers.words(number) + (number.intValue() == 1 ? " character" : " characters");
    }

    private static Optional<String> problemOfKind(ShortText field, String text) {
        return switch (field.kind()) {
            case ANY -> Optional.empty();
            case EMAIL ->
                EmailAddress.isValid(text)
                        ? Optional.empty()
                        : Optional.of("Enter an e-mail address, for instance name@example.org.");
            case PHONE ->
                mayBePhoneNumber(text)
                        ? Optional.empty()
                        : Optional.of("Enter a phone number, for instance 07700 900123 or +44 7700 900123.");
        };
    }

    private static boolean mayBePhoneNumber(String text) {
        var digits = text.chars().filter(Character::isDigit).count();
        return PHONE_CHARACTERS.matcher(text.strip()).matches() && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
    }

    private static Optional<String> problemOfShape(ShortText field, String text, Facts facts) {
        var shape = field.shape();
        if (shape == null || shape.pattern().matcher(text).find()) {
            return Optional.empty();
        }
        return Optional.of(
                shape.message() != null
                        ? shape.message()
                        : "Check “" + field.question().label().plain(facts) + "”: it is not in the expected form.");
    }

    private static Optional<String> problem(Numeral field, BigDecimal number, Facts facts) {
        var decimals = field.decimals();
        if (decimals != null && Numbers.decimalsOf(number) > decimals) {
            return Optional.of("Enter a number with at most " + decimals + " digits after the point.");
        }
        var least = limit(field.limits().least(), facts);
        var most = limit(field.limits().most(), facts);
        if ((least == null || number.compareTo(least) >= 0) && (most == null || number.compareTo(most) <= 0)) {
            return Optional.empty();
        }
        if (least != null && most != null) {
            return Optional.of("Enter a number from " + Numbers.words(least) + " to " + Numbers.words(most) + ".");
        }
        return least != null
                ? Optional.of("Enter " + Numbers.words(least) + " or more.")
                : Optional.of("Enter " + Numbers.words(Objects.requireNonNull(most)) + " or less.");
    }

    private static @Nullable BigDecimal limit(@Nullable Feel limit, Facts facts) {
        return limit == null ? null : facts.number(limit);
    }
}
