package org.imageexchange.passcode;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** A one-time code in clear, on its way out or as somebody typed it. */
record Passcode(String digits) {

    private static final int LENGTH = 6;
    private static final int COUNT = 1_000_000;
    private static final int LONGEST_TYPED = 64;
    private static final Pattern FORMAT = Pattern.compile("[0-9]{" + LENGTH + "}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Pd}]+");

    Passcode {
        if (!FORMAT.matcher(digits).matches()) {
            throw new IllegalArgumentException("Not a passcode"); // without echoing it
        }
    }

    static Passcode random(SecureRandom random) {
        return new Passcode("%06d".formatted(random.nextInt(COUNT)));
    }

    /** Reads what was typed or pasted, in the digits of any script; empty when it can't be a code. */
    static Optional<Passcode> parse(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var digits = new StringBuilder(LENGTH);
        SEPARATORS.matcher(typed).replaceAll("").codePoints().forEach(character -> {
            var digit = Character.digit(character, 10);
            digits.append(digit < 0 ? "?" : String.valueOf(digit));
        });
        return FORMAT.matcher(digits).matches() ? Optional.of(new Passcode(digits.toString())) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Passcode[hidden]";
    }
}
