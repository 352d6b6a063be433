package org.imageexchange.imaging.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.Deflater;

/**
 * Deflates blocks that know nothing of each other.
 *
 * <p>Blocks laid end to end are one ordinary deflate stream. Each is also complete in itself, so blocks can be made on
 * several cores and any of them can be inflated without the ones before it; that costs about one per cent in size. Level 1,
 * because a higher one takes five times as long to save two per cent of a CT.
 */
final class BlockDeflater implements AutoCloseable {

    /** Of plaintext in a block; only an entry's last block is shorter. */
    static final int BLOCK = 128 * 1024;

    private static final int LEVEL = 1;

    private final Queue<Kit> idle = new ConcurrentLinkedQueue<>();

    private record Kit(Deflater deflater, byte[] packed) {}

    List<byte[]> deflateAll(byte[] plain) {
        var blocks = new ArrayList<byte[]>(plain.length / BLOCK + 1);
        for (var at = 0; at < plain.length; at += BLOCK) {
            var length = Math.min(BLOCK, plain.length - at);
            blocks.add(deflate(plain, at, length, at + length == plain.length));
        }
        return blocks;
    }

    /** @param last whether the stream ends with this block */
    byte[] deflate(byte[] plain, int offset, int length, boolean last) {
        var kit = idle.poll();
        if (kit == null) {
            // Room for a block that can't be compressed: five bytes for each of its parts, and five for the flush.
            kit = new Kit(new Deflater(LEVEL, true), new byte[BLOCK + BLOCK / 256 + 64]);
        }
        try {
            return deflate(kit, plain, offset, length, last);
        } finally {
            idle.add(kit);
        }
    }

    private static byte[] deflate(Kit kit, byte[] plain, int offset, int length, boolean last) {
        var deflater = kit.deflater;
        deflater.reset();
        deflater.setInput(plain, offset, length);
        if (last) {
            deflater.finish();
        }
        var packed = deflater.deflate(kit.packed, 0, kit.packed.length, last ? Deflater.NO_FLUSH : Deflater.FULL_FLUSH);
        if (packed == kit.packed.length || (last && !deflater.finished())) {
            throw new IllegalStateException("A block of " + length + " bytes outgrew its room");
        }
        return Arrays.copyOf(kit.packed, packed);
    }

    /** Gives back what the blocks were made with; nobody may be deflating any more. */
    @Override
    public void close() {
        for (var kit = idle.poll(); kit != null; kit = idle.poll()) {
            kit.deflater.end();
        }
    }
}
