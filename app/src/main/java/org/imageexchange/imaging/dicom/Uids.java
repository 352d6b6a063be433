package org.imageexchange.imaging.dicom;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Unique identifiers of DICOM as they stand in files. */
final class Uids {

    static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";
    static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

    /** The portal, as the writer of a file. */
    static final String IMPLEMENTATION = "2.25.98217034515600318273941772093316514073";

    /** A value of 64 characters and its padding. */
    static final int LONGEST_VALUE = 66;

    private static final Pattern SOUND = Pattern.compile("[0-9]+(?:\\.[0-9]+)+");

    private Uids() {}

    /** The identifier without the null, or the space that some write instead, that pads it. */
    static String of(byte[] value) {
        int end = value.length;
        while (end > 0 && (value[end - 1] == 0 || value[end - 1] == ' ')) {
            end--;
        }
        return new String(value, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** The identifier that is made from a UUID (PS3.5, B.2). */
    static String of(UUID uuid) {
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    /** Leading zeros in a component are wrong and yet common; everything reads them. */
    static boolean isSound(String uid) {
        return uid.length() <= 64 && SOUND.matcher(uid).matches();
    }
}
