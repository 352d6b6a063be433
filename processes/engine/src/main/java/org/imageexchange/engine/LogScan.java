package org.imageexchange.engine;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Reads a segment block by block when the log is opened, in memory that does not grow with it. */
final class LogScan {

    private static final int CHUNK = 256 << 10;

    private final LogSegment segment;
    private final long fileSize;
    private final byte[] chunk = new byte[CHUNK];
    private final CRC32C checksum = new CRC32C();
    private long offset;
    private long position;

    /** @param position the last position before this segment, 0 when nothing came before */
    LogScan(LogSegment segment, long position) {
        this.segment = segment;
        this.fileSize = segment.path().toFile().length();
        this.position = position;
    }

    /** Indexes all blocks up to the end, or to the first that does not check. */
    void run() throws IOException {
        try (var in = new BufferedInputStream(new FileInputStream(segment.path().toFile()), CHUNK)) {
            while (true) {
                var header = in.readNBytes(LogBlock.HEADER);
                if (header.length < LogBlock.HEADER || !LogBlock.beginsAt(ByteBuffer.wrap(header), 0)) {
                    return;
                }
                var block = LogBlock.header(ByteBuffer.wrap(header), 0);
                if (!block.isPlausible(fileSize - offset) || !checks(block, header, in)) {
                    return;
                }
                if (position != 0 && block.lowest() != position + 1) {
                    throw damaged("records are missing after position " + position);
                }
                segment.index(block.lowest(), block.highest(), LogBlock.HEADER + block.length());
                offset += LogBlock.HEADER + block.length();
                position = block.highest();
            }
        }
    }

    private boolean checks(LogBlock block, byte[] header, InputStream in) throws IOException {
        LogBlock.beginChecksum(checksum, header);
        for (int left = block.length(); left > 0; ) {
            var read = in.read(chunk, 0, Math.min(left, chunk.length));
            if (read < 0) {
                return false;
            }
            checksum.update(chunk, 0, read);
            left -= read;
        }
        return (int) checksum.getValue() == block.checksum();
    }

    boolean isComplete() {
        return offset == fileSize;
    }

    long bytesLeft() {
        return fileSize - offset;
    }

    /** The last position that was read. */
    long position() {
        return position;
    }

    /**
     * Whether a block behind the unreadable place says that this place had already been durable. If none does, the place
     * is the end of the log as a crash leaves it, and nothing that was promised is lost by cutting it off.
     */
    boolean wasDurableBehindEnd() throws IOException {
        try (var file = new RandomAccessFile(segment.path().toFile(), "r")) {
            for (long from = offset; from + LogBlock.HEADER <= fileSize; from += CHUNK - LogBlock.HEADER + 1) {
                file.seek(from);
                var window = ByteBuffer.wrap(chunk, 0, readUpTo(file, chunk));
                for (int at = 0; at + LogBlock.HEADER <= window.limit(); at++) {
                    if (LogBlock.beginsAt(window, at) && swears(file, from + at, LogBlock.header(window, at))) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private boolean swears(RandomAccessFile file, long at, LogBlock block) throws IOException {
        if (block.durable() <= position || block.lowest() <= position || !block.isPlausible(fileSize - at)) {
            return false;
        }
        var bytes = new byte[LogBlock.HEADER + block.length()];
        file.seek(at);
        return readUpTo(file, bytes) == bytes.length && LogBlock.isIntact(bytes);
    }

    private static int readUpTo(RandomAccessFile file, byte[] target) throws IOException {
        int length = 0;
        while (length < target.length) {
            var read = file.read(target, length, target.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length;
    }

    EngineException damaged(String what) {
        return EngineFolder.damaged(segment.path(), what, null);
    }
}
