package org.imageexchange.imaging.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** An entry of the zip as if it lay there unpacked: any range is read at the cost of the blocks that it touches. */
final class EntryChannel implements SeekableByteChannel {

    private final SeekableByteChannel zip;
    private final PackageIndex index;
    private final int entry;
    private final long size;
    private long position;

    private final Inflater inflater = new Inflater(true);
    private byte[] packed = {};
    private byte[] plain = {};
    private int plainBlock = -1;

    /** @param zip belongs to this channel from now on */
    EntryChannel(SeekableByteChannel zip, PackageIndex index, int entry) {
        this.zip = zip;
        this.index = index;
        this.entry = entry;
        this.size = index.size(entry);
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (!to.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        var from = position;
        if (index.isDeflated(entry)) {
            readInflated(to);
        } else {
            readStored(to);
        }
        return (int) (position - from);
    }

    private void readStored(ByteBuffer to) throws IOException {
        zip.position(index.dataAt(entry) + position);
        var limit = to.limit();
        to.limit(to.position() + (int) Math.min(to.remaining(), size - position));
        while (to.hasRemaining()) {
            position += readSome(to);
        }
        to.limit(limit);
    }

    private void readInflated(ByteBuffer to) throws IOException {
        while (to.hasRemaining() && position < size) {
            var block = (int) (position / BlockDeflater.BLOCK);
            if (block != plainBlock) {
                inflate(block);
            }
            var offset = (int) (position % BlockDeflater.BLOCK);
            var length = Math.min(to.remaining(), plainSize(block) - offset);
            to.put(plain, offset, length);
            position += length;
        }
    }

    private int plainSize(int block) {
        return (int) Math.min(BlockDeflater.BLOCK, size - (long) block * BlockDeflater.BLOCK);
    }

    private void inflate(int block) throws IOException {
        plainBlock = -1;
        var packedSize = index.blockSize(entry, block);
        if (packed.length < packedSize) {
            packed = new byte[packedSize];
        }
        if (plain.length < plainSize(block)) {
            plain = new byte[plainSize(block)];
        }
        zip.position(index.blockAt(entry, block));
        for (var to = ByteBuffer.wrap(packed, 0, packedSize); to.hasRemaining(); ) {
            readSome(to);
        }
        try {
            inflater.reset();
            inflater.setInput(packed, 0, packedSize);
            var length = plainSize(block);
            for (var done = 0; done < length; ) {
                var more = inflater.inflate(plain, done, length - done);
                if (more == 0) {
                    throw new DataFormatException("The block ends too soon");
                }
                done += more;
            }
        } catch (DataFormatException e) {
            throw new IOException("A package and its index don't belong together", e);
        }
        plainBlock = block;
    }

    private int readSome(ByteBuffer to) throws IOException {
        var read = zip.read(to);
        if (read < 0) {
            throw new EOFException("A package and its index don't belong together");
        }
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        if (newPosition < 0) {
            throw new IllegalArgumentException("Before the beginning: " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return zip.isOpen();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        zip.close();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
