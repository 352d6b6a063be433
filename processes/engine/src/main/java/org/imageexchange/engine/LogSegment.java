package org.imageexchange.engine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One file of the log and the index of its blocks; only the last segment is written to.
 *
 * <p>All access is by {@link RandomAccessFile}: a {@code FileChannel} would close for everybody as soon as one thread
 * that uses it is interrupted.
 */
final class LogSegment {

    static final String SUFFIX = ".log";

    private final Path path;
    private final long firstBlock;
    private final Object forcing = new Object();
    private long[] lowest = new long[256];
    private int[] offsets = new int[256];
    private int count;
    private long highest = -1;
    private volatile long size;
    private @Nullable RandomAccessFile file;

    private LogSegment(Path path, long firstBlock) {
        this.path = path;
        this.firstBlock = firstBlock;
    }

    static Path path(Path folder, long firstPosition) {
        return folder.resolve("%019d%s".formatted(firstPosition, SUFFIX));
    }

    static LogSegment sealed(Path path, long firstBlock) {
        return new LogSegment(path, firstBlock);
    }

    static LogSegment create(Path folder, long firstPosition, long firstBlock) throws IOException {
        var segment = new LogSegment(path(folder, firstPosition), firstBlock);
        segment.openForWriting();
        return segment;
    }

    /** Cuts off whatever lies behind the indexed blocks, and forces those, since readers will see them at once. */
    void openForWriting() throws IOException {
        var opened = new RandomAccessFile(path.toFile(), "rw");
        try {
            if (opened.length() != size) {
                opened.setLength(size);
            }
            opened.getFD().sync();
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        file = opened;
    }

    /** Writes a block behind the last one; when that fails the segment is as it was. */
    void append(byte[] block, long lowestPosition, long highestPosition) throws IOException {
        var out = writable();
        try {
            out.seek(size);
            out.write(block);
        } catch (IOException e) {
            cutFailedWrite(out, e);
            throw e;
        }
        index(lowestPosition, highestPosition, block.length);
    }

    private void cutFailedWrite(RandomAccessFile out, IOException failure) {
        try {
            out.setLength(size);
        } catch (IOException e) {
            failure.addSuppressed(e); // the next block is written over the remains, and sealing cuts them
        }
    }

    synchronized void index(long lowestPosition, long highestPosition, int bytes) {
        if (count == lowest.length) {
            lowest = Arrays.copyOf(lowest, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
        }
        lowest[count] = lowestPosition;
        offsets[count] = Math.toIntExact(size);
        highest = highestPosition;
        size += bytes;
        count++;
    }

    /** Makes what was appended so far survive a power cut. */
    void force() throws IOException {
        synchronized (forcing) {
            if (file != null) { // a sealed segment was forced when it was sealed
                file.getFD().sync();
            }
        }
    }

    /** Forces everything and writes no more. */
    void seal() throws IOException {
        synchronized (forcing) {
            var out = file;
            if (out == null) {
                return; // sealed before, when the next segment could not be made
            }
            if (out.length() != size) {
                out.setLength(size);
            }
            out.getFD().sync();
            file = null;
            out.close();
        }
    }

    void closeUnforced() throws IOException {
        synchronized (forcing) {
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }

    private RandomAccessFile writable() {
        if (file == null) {
            throw new IllegalStateException("The segment is sealed");
        }
        return file;
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    long firstBlock() {
        return firstBlock;
    }

    synchronized int count() {
        return count;
    }

    /** The highest position in the segment, -1 when it is empty. */
    synchronized long highest() {
        return highest;
    }

    /** The lowest position in the segment, -1 when it is empty. */
    synchronized long lowest() {
        return count == 0 ? -1 : lowest[0];
    }

    /** The number of the last block that begins at or before a position, -1 when there is none. */
    synchronized long blockAt(long position) {
        var found = Arrays.binarySearch(lowest, 0, count, position);
        var index = found >= 0 ? found : -found - 2;
        return index < 0 ? -1 : firstBlock + index;
    }

    synchronized int offsetOf(long block) {
        return offsets[Math.toIntExact(block - firstBlock)];
    }

    /** Length of a block in bytes, header included. */
    synchronized int lengthOf(long block) {
        var index = Math.toIntExact(block - firstBlock);
        var end = index + 1 == count ? size : offsets[index + 1];
        return (int) (end - offsets[index]);
    }
}
