package org.imageexchange.imaging.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name as DICOM spells it (PS3.5, 6.2.1), turned into one for reading. */
final class PersonName {

    private PersonName() {}

    /**
     * The alphabetic group first, the ideographic and the phonetic one behind it in brackets: {@code Yamada, Tarou
     * (山田, 太郎; やまだ, たろう)}.
     */
    static String readable(String name) {
        List<String> groups = Stream.of(name.split("=", 3))
                .map(PersonName::readableGroup)
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
        if (groups.size() < 2) {
            return groups.isEmpty() ? "" : groups.getFirst();
        }
        return groups.getFirst() + " (" + groups.stream().skip(1).collect(Collectors.joining("; ")) + ")";
    }

    /** Family name, given and middle names, prefix, suffix. */
    private static String readableGroup(String group) {
        String[] components = group.split("\\^", 5);
        var parts = new ArrayList<String>();
        parts.add(components[0]);
        if (components.length > 1) {
            parts.add(components[1] + (components.length > 2 ? " " + components[2] : ""));
        }
        for (int i = 3; i < components.length; i++) {
            parts.add(components[i].replace('^', ' '));
        }
        return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }
}
