package org.imageexchange.imaging.dicom;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.imageexchange.imaging.dicom.GateResult.NotAnInstance;
import org.imageexchange.imaging.dicom.GateResult.Passed;
import org.imageexchange.imaging.dicom.GateResult.Refused;

/**
 * A program that shows thousands of broken and hostile objects to the gate, and what passes to the readers behind it:
 * run by {@link DicomGateMutationTests} in little memory. Writes its report to the file named.
 */
final class GateMutationRun {

    /** Strange, but sound: these the readers must cope with. */
    private static final Set<String> MAY_PASS = Set.of("a name of 15 MB of backslashes", "a report of 60 000 titles");

    private final DicomGate gate = new DicomGate(GateLimits.DEFAULT);
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
        for (byte[] source : MutatedDicom.sources()) {
            require(
                    show(() -> new ByteArrayInputStream(source), source.length) instanceof Passed,
                    "a source is refused");
        }
    }

    private List<String> run() throws IOException {
        MutatedDicom.forEach(this::showMutated);
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
