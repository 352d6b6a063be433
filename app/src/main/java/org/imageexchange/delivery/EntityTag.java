package org.imageexchange.delivery;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The strong entity tag of a file, and the conditions of requests that name tags (RFC 9110, section 13). */
record EntityTag(String opaque) {

    private static final Pattern TAG =
            Pattern.compile("[ \t,]*((?:W/)?)\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"[ \t]*(?:,|$)");

    @Override
    public String toString() {
        return '"' + opaque + '"';
    }

    /** {@code If-Match}: strong comparison; a request without it matches. */
    boolean fulfilsIfMatch(@Nullable String header) {
        return header == null || header.strip().equals("*") || isAmong(header, false);
    }

    /** {@code If-None-Match}: weak comparison; whether the asker has this file already. */
    boolean isKnownBy(@Nullable String header) {
        return header != null && (header.strip().equals("*") || isAmong(header, true));
    }

    /** {@code If-Range}: whether a range may be sent. There is no date to compare with, so a date never fits. */
    boolean allowsRange(@Nullable String ifRange) {
        return ifRange == null || ifRange.strip().equals(toString());
    }

    private boolean isAmong(String header, boolean weakly) {
        var tags = TAG.matcher(header);
        while (tags.lookingAt()) {
            if (tags.group(2).equals(opaque) && (weakly || tags.group(1).isEmpty())) {
                return true;
            }
            if (tags.end() == tags.regionEnd()) {
                return false;
            }
            tags.region(tags.end(), header.length());
        }
        return false;
    }
}
