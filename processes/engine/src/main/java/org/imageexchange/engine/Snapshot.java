package org.imageexchange.engine;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The state as it was after some command, in a folder of its own that says what belongs to it.
 *
 * @param processed the last command whose effect is in the state; the log must go on right behind it
 * @param written the last record that had been written when the state was copied; the log must reach it
 */
record Snapshot(Path folder, long processed, long written) {

    static final String CONTENTS = "contents.txt";

    private static final Pattern POSITIONS = Pattern.compile("snapshot 1 processed (\\d+) written (\\d+)");
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{8}) (\\d+) (\\S+)");

    /** Writes down what the folder holds, and forces it; from now on the folder is a snapshot. */
    void seal() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("snapshot 1 processed %d written %d".formatted(processed, written));
        for (var file : Folders.children(folder)) {
            Folders.force(file);
            lines.add("%08x %d %s".formatted(checksum(file), Files.size(file), file.getFileName()));
        }
        lines.add("%08x".formatted(checksum(lines)));
        var contents = folder.resolve(CONTENTS);
        Files.write(contents, lines);
        Folders.force(contents);
        Folders.forceNames(folder);
    }

    /** @throws EngineException when anything in the folder is not as it was sealed */
    static Snapshot read(Path folder) throws IOException {
        var contents = folder.resolve(CONTENTS);
        if (!Files.isRegularFile(contents)) {
            throw damaged(folder, "its list of contents is missing");
        }
        var lines = new ArrayList<>(new String(Files.readAllBytes(contents), StandardCharsets.ISO_8859_1)
                .lines()
                .toList());
        if (lines.size() < 2
                || !lines.removeLast().equals("%08x".formatted(checksum(lines.subList(0, lines.size()))))) {
            throw damaged(folder, "its list of contents does not check");
        }
        var positions = POSITIONS.matcher(lines.removeFirst());
        if (!positions.matches()) {
            throw damaged(folder, "it was written by another version");
        }
        var unlisted = new HashSet<>(Folders.children(folder));
        unlisted.remove(contents);
        for (var line : lines) {
            var file = FILE.matcher(line);
            if (!file.matches()) {
                throw damaged(folder, "its list of contents does not check");
            }
            var path = folder.resolve(file.group(3));
            if (!unlisted.remove(path)
                    || Files.size(path) != Long.parseLong(file.group(2))
                    || checksum(path) != Integer.parseUnsignedInt(file.group(1), 16)) {
                throw damaged(folder, "the file " + file.group(3) + " is missing or does not check");
            }
        }
        if (!unlisted.isEmpty()) {
            throw damaged(folder, "it holds a file that does not belong to it");
        }
        return new Snapshot(folder, Long.parseLong(positions.group(1)), Long.parseLong(positions.group(2)));
    }

    private static EngineException damaged(Path folder, String what) {
        return EngineFolder.damaged(folder, "the snapshot can't be used, " + what, null);
    }

    private static int checksum(Path file) throws IOException {
        var checksum = new CRC32C();
        try (var in = new FileInputStream(file.toFile())) {
            var chunk = new byte[256 << 10];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                checksum.update(chunk, 0, read);
            }
        }
        return (int) checksum.getValue();
    }

    private static int checksum(List<String> lines) {
        var checksum = new CRC32C();
        checksum.update(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
        return (int) checksum.getValue();
    }
}
