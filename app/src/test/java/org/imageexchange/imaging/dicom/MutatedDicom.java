package org.imageexchange.imaging.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.imageexchange.imaging.testdata.TestDicom;

/** Sound objects of every kind, cut off, with bytes changed and with wrong lengths: the same ones in each run. */
public final class MutatedDicom {

    private static final int TRUNCATED = 500;
    private static final int FLIPPED = 700;
    private static final int WITH_WRONG_LENGTHS = 700;

    private static final byte[][] LENGTHS = {
        {-1, -1, -1, -1},
        {-2, -1, -1, -1},
        {-1, -1, -1, 0x7f},
        {0, 0, 0, -0x80},
        {-1, -1, -1, 0x3f},
        {-2, -1, 0, -0x20},
        {-2, -1, -0x23, -0x20},
        {-2, -1, 0x0d, -0x20},
        {'S', 'Q', 0, 0},
        {'U', 'N', 0, 0}
    };

    private final Random random = new Random(42);
    private final List<byte[]> sources = sources();

    private MutatedDicom() {}

    /** What is done with each object. */
    public interface Visitor {
        void visit(byte[] object) throws IOException;
    }

    /** Makes one after the other, 1900 in all. */
    public static void forEach(Visitor visitor) throws IOException {
        new MutatedDicom().visit(visitor);
    }

    private void visit(Visitor visitor) throws IOException {
        for (int i = 0; i < TRUNCATED; i++) {
            byte[] source = source();
            visitor.visit(Arrays.copyOf(source, 1 + random.nextInt(source.length - 1)));
        }
        int[] flips = {1, 2, 5, 20, 100};
        for (int i = 0; i < FLIPPED; i++) {
            byte[] file = source().clone();
            for (int flip = flips[random.nextInt(flips.length)]; flip > 0; flip--) {
                int reach = new int[] {400, 2_000, file.length}[random.nextInt(3)];
                file[random.nextInt(Math.min(file.length, reach))] = (byte) random.nextInt(256);
            }
            visitor.visit(file);
        }
        for (int i = 0; i < WITH_WRONG_LENGTHS; i++) {
            byte[] file = source().clone();
            int at = 132 + random.nextInt(Math.min(file.length, 4_000) - 132 - 8) & ~1;
            System.arraycopy(LENGTHS[random.nextInt(LENGTHS.length)], 0, file, at, 4);
            visitor.visit(file);
        }
    }

    private byte[] source() {
        return sources.get(random.nextInt(sources.size()));
    }

    static List<byte[]> sources() {
        var sources = new ArrayList<byte[]>();
        for (String transferSyntax : TestDicom.TRANSFER_SYNTAXES) {
            sources.add(TestDicom.ct().in(transferSyntax).bytes());
            sources.add(
                    TestDicom.multiFrame(4).in(transferSyntax).fragments(200).bytes());
            sources.add(TestDicom.report().in(transferSyntax).bytes());
            sources.add(TestDicom.presentation()
                    .in(transferSyntax)
                    .undefinedLengths()
                    .bytes());
        }
        TestDicom.oneOfEachKind().forEach(object -> sources.add(object.bytes()));
        for (String[] terms : new String[][] {
            {"", "ISO 2022 IR 87"}, {"", "ISO 2022 IR 149"}, {"", "ISO 2022 IR 58"}, {"ISO_IR 192"}, {"GB18030"}
        }) {
            String name = terms.length == 2 && terms[1].endsWith("149") ? "Hong^Gildong=洪^吉洞" : "Li^Si=李^四";
            sources.add(TestDicom.ct().characterSets(terms).patient(name, "P-1").bytes());
        }
        return sources;
    }
}
