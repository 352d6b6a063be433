package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imageexchange.imaging.store.ObjectName;
import org.imageexchange.imaging.store.TestVault;
import org.imageexchange.imaging.store.Vault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Building the package of a 500-slice CT against {@code zip -1} of the same files, turn by turn.
 *
 * <p>Ours reads encrypted objects, checks them, writes the DICOMDIRs and encrypts what it makes, down to the disk; {@code zip} reads and
 * writes plain files and leaves the disk to the operating system.
 */
@Tag("bench")
class PackageBuildBench {

    private static final Logger LOG = LoggerFactory.getLogger(PackageBuildBench.class);
    private static final int SLICES = 500;
    /** The first build of a process is half as fast as the third: its ciphers and hashes are not compiled yet. */
    private static final int WARM_UP = 2;

    private static final int ROUNDS = 7;

    @TempDir
    static Path folder;

    private static Vault vault;
    private static List<MediaInstance> instances;
    private static Path plain;

    @BeforeAll
    static void store() throws IOException {
        vault = TestVault.onDisk(folder.resolve("data"));
        plain = Files.createDirectory(folder.resolve("plain"));
        instances = StoredPhantom.store(
                SLICES, vault, (slice, bytes) -> Files.write(plain.resolve("%06d".formatted(slice)), bytes));
    }

    @Test
    void build_of_500_slices_against_zip_1() throws IOException {
        var zip = Tool.installed("zip");
        var megabytes = instances.stream().mapToLong(MediaInstance::size).sum() / 1e6;
        var ours = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        var ourSize = 0L;
        var theirSize = 0L;

        for (var round = -WARM_UP; round < ROUNDS; round++) {
            var name = "packages/" + (round + WARM_UP);
            var begun = System.nanoTime();
            ourSize = new PackageWriter()
                    .write(
                            instances,
                            TestPackage.LABEL,
                            vault,
                            new ObjectName(name + "/zip"),
                            new ObjectName(name + "/index"),
                            vault.newKey(),
                            done -> {})
                    .size();
            var between = System.nanoTime();
            var file = folder.resolve("plain" + round + ".zip");
            zip.runIn(folder, "-1", "-q", "-r", file, plain.getFileName()).succeeded();
            var ended = System.nanoTime();
            theirSize = Files.size(file);
            Files.delete(file);
            vault.delete(new ObjectName(name + "/zip"));
            if (round >= 0) {
                ours.add(megabytes / (between - begun) * 1e9);
                theirs.add(megabytes / (ended - between) * 1e9);
            }
        }

        LOG.info(
                "package build of {} slices, {} MB: ours {} MB/s ({} MB), zip -1 {} MB/s ({} MB), ratio {} (bar 1.0)",
                SLICES,
                Math.round(megabytes),
                Math.round(median(ours)),
                Math.round(ourSize / 1e6),
                Math.round(median(theirs)),
                Math.round(theirSize / 1e6),
                "%.2f".formatted(median(ours) / median(theirs)));
        assertThat(ours).hasSize(ROUNDS);
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
