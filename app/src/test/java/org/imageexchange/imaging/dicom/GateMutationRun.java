package org.imageexchange.imaging.dicom;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imageexchange.imaging.dicom.GateResult.NotAnInstance;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.dicom.GateResult.Refused;
import org.imageexchange.imaging.testdata.TestDicom;

/**
 * A program that shows thousands of broken and hostile objects to the gate, and what passes to the readers behind it:
 * run by {@link DicomGateMutationTests} in little memory. Writes its report to the file named.
 */
final class GateMutationRun {

    private static final int TRUNCATED = 500;
    private static final int FLIPPED = 700;
    private static final int WITH_WRONG_LENGTHS = 700;

    /** Strange, but sound: these the readers must cope with. */
    private static final Set<String> MAY_PASS = Set.of("a name of 15 MB of backslashes", "a report of 60 000 titles");

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
    private final DicomGate gate = new DicomGate(GateLimits.DEFAULT);
    private final List<byte[]> sources = sources();
    private final Path failures;

    private int passed;
    private int refused;
    private int notInstances;

    private GateMutationRun(Path failures) {
        this.failures = failures;
    }

    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        var run = new GateMutationRun(report.resolveSibling("failed.dcm"));
        run.warmUp();
        long open = openFiles();
        var lines = run.run();
        lines.add("files left open: " + (openFiles() - open));
        Files.write(report, lines);
    }

    /** Loads what the run needs: archives of classes stay open, and are no leak. */
    private void warmUp() throws IOException {
        for (byte[] source : sources) {
            require(
                    show(() -> new ByteArrayInputStream(source), source.length) instanceof Passed,
                    "a source is refused");
        }
    }

    private List<String> run() throws IOException {
        for (int i = 0; i < TRUNCATED; i++) {
            byte[] source = source();
            showMutated(Arrays.copyOf(source, 1 + random.nextInt(source.length - 1)));
        }
        int[] flips = {1, 2, 5, 20, 100};
        for (int i = 0; i < FLIPPED; i++) {
            byte[] file = source().clone();
            for (int flip = flips[random.nextInt(flips.length)]; flip > 0; flip--) {
                int reach = new int[] {400, 2_000, file.length}[random.nextInt(3)];
                file[random.nextInt(Math.min(file.length, reach))] = (byte) random.nextInt(256);
            }
            showMutated(file);
        }
        for (int i = 0; i < WITH_WRONG_LENGTHS; i++) {
            byte[] file = source().clone();
            int at = 132 + random.nextInt(Math.min(file.length, 4_000) - 132 - 8) & ~1;
            System.arraycopy(LENGTHS[random.nextInt(LENGTHS.length)], 0, file, at, 4);
            showMutated(file);
        }
        var lines = new ArrayList<String>();
        lines.add("mutated: %d passed, %d refused, %d not DICOM".formatted(passed, refused, notInstances));
        for (var hostile : HostileDicom.all()) {
            long start = System.nanoTime();
            var result = show(hostile.content(), Long.MAX_VALUE);
            require(!(result instanceof Passed) || MAY_PASS.contains(hostile.name()), hostile.name() + " passed");
            lines.add("hostile: %s: %s in %d ms, %d bytes, %d elements"
                    .formatted(
                            hostile.name(),
                            result.getClass().getSimpleName(),
                            (System.nanoTime() - start) / 1_000_000,
                            result.effort().bytes(),
                            result.effort().elements()));
        }
        return lines;
    }

    private void showMutated(byte[] file) throws IOException {
        try {
            switch (show(() -> new ByteArrayInputStream(file), file.length)) {
                case Passed _ -> passed++;
                case Refused _ -> refused++;
                case NotAnInstance _ -> notInstances++;
            }
        } catch (RuntimeException | Error failure) {
            Files.write(failures, file); // to be looked at
            throw failure;
        }
    }

    private GateResult show(Supplier<InputStream> object, long size) throws IOException {
        var counted = new Counted(object.get());
        var result = gate.inspect(counted);
        var limits = GateLimits.DEFAULT;
        require(result.effort().bytes() == counted.bytes, "bytes are miscounted");
        require(counted.bytes <= Math.min(size, limits.bytes() + (1 << 17)), "more bytes were read than are allowed");
        require(result.effort().elements() <= limits.elements() + 1, "more elements were read than are allowed");
        if (result instanceof Passed) {
            require(counted.bytes == size || size == Long.MAX_VALUE, "an object passed before its end was seen");
            readBehindTheGate(object);
        }
        return result;
    }

    /** One scanner serves the gate and the readers, so what has passed can be read. */
    private static void readBehindTheGate(Supplier<InputStream> object) throws IOException {
        try {
            DicomHeaders.read(object.get());
            var directory = new DicomDirectory("MUTATION");
            directory.add(object.get(), List.of("IMAGE"));
            directory.write(OutputStream.nullOutputStream(), "1.2.3", List.of());
        } catch (IOException unsound) {
            throw new AssertionError("what has passed can't be read", unsound);
        }
    }

    private byte[] source() {
        return sources.get(random.nextInt(sources.size()));
    }

    private static List<byte[]> sources() {
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

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static long openFiles() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.count();
        }
    }

    private static final class Counted extends FilterInputStream {

        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            bytes += Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) {
            throw new AssertionError("skipped bytes are missing from the copy");
        }
    }
}
