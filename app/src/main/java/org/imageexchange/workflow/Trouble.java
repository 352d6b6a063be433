package org.imageexchange.workflow;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what went wrong without what it went wrong with: libraries like to quote addresses and names in their messages,
 * and an incident is read by administrators.
 */
final class Trouble {

    private static final String OURS = "org.imageexchange.";
    private static final int LONGEST = 400;
    private static final int FRAMES = 12;

    private Trouble() {}

    /** One line: the first message in the chain of causes that can be trusted, or the kind and the place. */
    static String describe(Throwable trouble) {
        return causes(trouble)
                .filter(Trouble::isTrusted)
                .findFirst()
                .map(cause -> clip(String.valueOf(cause.getMessage())))
                .orElseGet(() -> kindAndPlace(trouble));
    }

    /** Kinds and places of the whole chain, for the log. */
    static String trace(Throwable trouble) {
        return causes(trouble)
                .map(cause -> cause.getClass().getName()
                        + (isTrusted(cause) ? ": " + clip(String.valueOf(cause.getMessage())) : "")
                        + Arrays.stream(cause.getStackTrace())
                                .limit(FRAMES)
                                .map(frame -> "\n\tat " + frame)
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\nCaused by: "));
    }

    private static Stream<Throwable> causes(Throwable trouble) {
        return Stream.iterate(trouble, cause -> cause != null, Throwable::getCause)
                .limit(10);
    }

    /** Our exceptions hold no patient data by the rules of the house; the JDK's own about files and lines don't either. */
    private static boolean isTrusted(Throwable cause) {
        var type = cause.getClass().getName();
        return cause.getMessage() != null
                && (type.startsWith(OURS) || cause instanceof IOException && type.startsWith("java."));
    }

    private static String kindAndPlace(Throwable trouble) {
        var place = causes(trouble)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> " in " + frame.getClassName().substring(OURS.length()) + "." + frame.getMethodName()
                        + ", line " + frame.getLineNumber())
                .orElse("");
        return trouble.getClass().getSimpleName() + place;
    }

    private static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
