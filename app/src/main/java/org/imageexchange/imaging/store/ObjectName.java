package org.imageexchange.imaging.store;

import java.util.regex.Pattern;

/** Where an object lies: opaque, for instance {@code instances/3f/3f2a…}; never a patient's or a file's name. */
public record ObjectName(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9-]{1,64}(?:/[a-z0-9-]{1,64}){0,4}");

    public ObjectName {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an object name");
        }
    }
}
