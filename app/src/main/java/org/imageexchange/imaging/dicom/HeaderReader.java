package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.VR;
import org.imageexchange.imaging.dicom.ElementScanner.Event;
import org.imageexchange.imaging.dicom.TextDecoder.Kind;

/**
 * Reads chosen attributes of an object, up to its pixels, into the toolkit's {@link Attributes}: texts in Unicode,
 * binary values in little endian.
 *
 * <p>What is not chosen is passed over, and what is chosen has an allowance: a header costs little, whatever the object
 * holds.
 */
final class HeaderReader {

    /** What was read. */
    record Header(FileMeta meta, Attributes attributes) {}

    private static final int LONGEST_VALUE = 1 << 16;
    private static final int LONGEST_NESTED_VALUE = 1 << 12;
    private static final int ALLOWANCE = 1 << 20;
    private static final int NESTED_ELEMENT_COST = 100;

    private final ElementScanner scanner;
    private final IntPredicate wanted;
    private final Deque<Level> levels = new ArrayDeque<>();
    private int allowance = ALLOWANCE;

    /** A data set, or an item of a sequence, that is being kept. */
    private static final class Level {

        private final Attributes attributes = new Attributes();
        private final int sequence;
        private TextDecoder decoder; // until the data set names a character set, that of the one around it

        Level(int sequence, TextDecoder decoder) {
            this.sequence = sequence;
            this.decoder = decoder;
        }
    }

    private HeaderReader(ElementScanner scanner, IntPredicate wanted) {
        this.scanner = scanner;
        this.wanted = wanted;
    }

    /**
     * Reads until the pixels begin, or the object ends; the rest is left in the stream.
     *
     * @param wanted tags of the data set; of a sequence wanted, all is kept but deeper content of a report
     * @throws IOException when the stream fails, or this is no sound object
     */
    static Header read(InputStream object, IntPredicate wanted) throws IOException {
        try (var source = new ByteSource(object, GateLimits.DEFAULT)) {
            FileMeta meta = FileMeta.read(source).orElseThrow(() -> new UnsoundObject("This is not a DICOM file."));
            var scanner = meta.dataSet(source, GateLimits.DEFAULT);
            return new Header(meta, new HeaderReader(scanner, wanted).read());
        }
    }

    private Attributes read() throws IOException {
        var root = new Level(0, TextDecoder.of(List.of()));
        levels.push(root);
        Deque<Integer> sequences = new ArrayDeque<>();
        int passingOver = Integer.MAX_VALUE; // the depth of the sequence that is not wanted
        Event event;
        while ((event = scanner.next()) != Event.END) {
            if (scanner.isAtPixels(event)) {
                break;
            }
            if (passingOver != Integer.MAX_VALUE) {
                if (event == Event.END_OF_SEQUENCE && scanner.depth() < passingOver) {
                    passingOver = Integer.MAX_VALUE;
                }
                continue;
            }
            switch (event) {
                case VALUE -> keepValue();
                case SEQUENCE -> {
                    int tag = scanner.tag();
                    boolean keep = levels.size() == 1 ? wanted.test(tag) : tag != Tag.ContentSequence;
                    if (keep && allowance > 0) {
                        levels.element().attributes.newSequence(tag, 1);
                        sequences.push(tag);
                    } else {
                        passingOver = scanner.depth();
                    }
                }
                case ITEM -> openItem(sequences.element());
                case END_OF_ITEM -> closeItem();
                case END_OF_SEQUENCE -> sequences.pop();
                case FRAGMENTS, FRAGMENT, END_OF_FRAGMENTS -> {
                    // pixels of an icon
                }
                case END -> throw new IllegalStateException("The loop ends there");
            }
        }
        return root.attributes;
    }

    private void openItem(int sequence) {
        Level around = levels.element();
        levels.push(new Level(sequence, around.decoder));
        allowance -= NESTED_ELEMENT_COST;
    }

    private void closeItem() {
        Level item = levels.pop();
        boolean isContent = item.sequence == Tag.ContentSequence;
        if (allowance > 0 && (!isContent || modifiesTheTitle(item.attributes))) {
            levels.element().attributes.getSequence(item.sequence).add(item.attributes);
        }
    }

    /** Of a report's content, only what modifies its title is of interest from outside (PS3.3, F.5.15). */
    private static boolean modifiesTheTitle(Attributes content) {
        return "HAS CONCEPT MOD".equals(content.getString(Tag.RelationshipType));
    }

    private void keepValue() throws IOException {
        int tag = scanner.tag();
        Level level = levels.element();
        boolean nested = levels.size() > 1;
        if (tag == Tag.SpecificCharacterSet && scanner.length() < LONGEST_NESTED_VALUE) {
            level.decoder = TextDecoder.of(List.of(ascii(scanner.takeValue())));
            return;
        }
        boolean keep = nested
                ? allowance > 0 && scanner.length() <= LONGEST_NESTED_VALUE
                : wanted.test(tag) && scanner.length() <= LONGEST_VALUE;
        VR vr = ElementDictionary.vrOf(tag, null);
        if (!keep || vr == null || vr == VR.SQ || vr == VR.UN) {
            return;
        }
        if (nested) {
            allowance -= (int) scanner.length() + NESTED_ELEMENT_COST;
        }
        byte[] value = scanner.takeValue();
        if (vr.isStringType()) {
            level.attributes.setString(tag, vr, texts(value, vr, level.decoder));
        } else {
            level.attributes.setBytes(tag, vr, scanner.bigEndian() ? vr.toggleEndian(value, false) : value);
        }
    }

    private static String[] texts(byte[] value, VR vr, TextDecoder decoder) {
        return switch (vr) {
            case LT, ST, UT -> new String[] {decoder.decode(value, Kind.TEXT).replaceFirst("[ \0]+$", "")};
            case LO, SH, UC -> values(decoder.decode(value, Kind.VALUES));
            case PN -> values(decoder.decode(value, Kind.NAMES));
            default -> ascii(value);
        };
    }

    private static String[] ascii(byte[] value) {
        return values(new String(value, StandardCharsets.ISO_8859_1));
    }

    private static String[] values(String text) {
        return Arrays.stream(text.split("\\\\", -1))
                .map(single -> single.replace('\0', ' ').strip())
                .toArray(String[]::new);
    }
}
