package org.imageexchange.engine;

import io.camunda.zeebe.util.buffer.BufferWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How one batch of records lies in the log: a header, checked together with its payload by a CRC32C.
 *
 * <p>Each block also says up to which position the log was durable when the block was written. So a block that does not
 * check can be told from a torn end: if any later block swears that it had been durable, the log was damaged.
 */
record LogBlock(int length, int checksum, long lowest, long highest, long durable) {

    static final int MAGIC = 0x31424C5A; // "ZLB1"
    static final int HEADER = 40;
    static final int MAX_LENGTH = 64 << 20;

    private static final int LENGTH_AT = 4;
    private static final int CHECKSUM_AT = 8;
    private static final int CHECKED_FROM = 12;
    private static final int LOWEST_AT = 16;
    private static final int HIGHEST_AT = 24;
    private static final int DURABLE_AT = 32;

    static byte[] encode(long lowest, long highest, long durable, BufferWriter payload) {
        var length = payload.getLength();
        var bytes = new byte[HEADER + length];
        payload.write(new UnsafeBuffer(bytes, HEADER, length), 0);
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(0, MAGIC);
        buffer.putInt(LENGTH_AT, length);
        buffer.putLong(LOWEST_AT, lowest);
        buffer.putLong(HIGHEST_AT, highest);
        buffer.putLong(DURABLE_AT, durable);
        buffer.putInt(CHECKSUM_AT, checksum(bytes));
        return bytes;
    }

    /** The header at {@code at}; whether it means anything only {@link #isPlausible} and the checksum can tell. */
    static LogBlock header(ByteBuffer buffer, int at) {
        var header = buffer.order(ByteOrder.LITTLE_ENDIAN);
        return new LogBlock(
                header.getInt(at + LENGTH_AT),
                header.getInt(at + CHECKSUM_AT),
                header.getLong(at + LOWEST_AT),
                header.getLong(at + HIGHEST_AT),
                header.getLong(at + DURABLE_AT));
    }

    static boolean beginsAt(ByteBuffer buffer, int at) {
        return buffer.order(ByteOrder.LITTLE_ENDIAN).getInt(at) == MAGIC;
    }

    boolean isPlausible(long bytesLeft) {
        return length > 0 && length <= MAX_LENGTH && HEADER + (long) length <= bytesLeft && lowest <= highest;
    }

    /** Whether these bytes, header included, are the block as it was written. */
    static boolean isIntact(byte[] block) {
        return header(ByteBuffer.wrap(block), 0).checksum() == checksum(block);
    }

    static void beginChecksum(CRC32C checksum, byte[] header) {
        checksum.reset();
        checksum.update(header, CHECKED_FROM, HEADER - CHECKED_FROM);
    }

    private static int checksum(byte[] block) {
        var checksum = new CRC32C();
        beginChecksum(checksum, block);
        checksum.update(block, HEADER, block.length - HEADER);
        return (int) checksum.getValue();
    }
}
