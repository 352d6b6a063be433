package org.imageexchange.delivery;

import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import org.imageexchange.delivery.Downloads.Download;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a range of a package, piece by piece in constant memory.
 *
 * <p>Before a piece it looks whether the transfer may still be opened, once a second and whenever one was withdrawn on
 * this node, and if not cuts the connection. A piece is small enough that a slow line is cut as promptly, and large
 * enough to keep a fast one busy.
 */
final class Transmission {

    private static final Logger LOG = LoggerFactory.getLogger(Transmission.class);

    static final int PIECE = 256 << 10;
    private static final long CHECKED_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long RECORDED_EVERY = Duration.ofSeconds(5).toNanos();

    private final Downloads downloads;
    private final Download download;
    private final ByteRange range;
    private final ByteBuffer piece;
    private long sentUntil;

    Transmission(Downloads downloads, Download download, ByteRange range) {
        this.downloads = downloads;
        this.download = download;
        this.range = range;
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, range.length()));
        this.sentUntil = range.first();
    }

    /** @throws DamagedPackage when the package can't be read; before the first byte that becomes an error page */
    void send(SeekableByteChannel content, HttpServletResponse response) throws IOException {
        try {
            position(content);
            var checkedAt = System.nanoTime();
            var recordedAt = checkedAt;
            var withdrawals = downloads.withdrawals();
            while (sentUntil < range.end()) {
                var now = System.nanoTime();
                var seen = downloads.withdrawals();
                if (seen != withdrawals || now - checkedAt >= CHECKED_EVERY) {
                    if (!downloads.mayGoOn(download)) {
                        LOG.info(
                                "Cut a download of transfer {}: it has ended",
                                download.transfer().value());
                        throw new TransferEnded();
                    }
                    withdrawals = seen;
                    checkedAt = now;
                }
                fill(content);
                if (!write(response)) {
                    return;
                }
                if (now - recordedAt >= RECORDED_EVERY) {
                    downloads.sent(download, sentUntil);
                    recordedAt = now;
                }
            }
        } finally {
            downloads.end(download, sentUntil);
        }
    }

    private void position(SeekableByteChannel content) {
        try {
            content.position(range.first());
        } catch (IOException e) {
            throw new DamagedPackage(download.packageId(), e);
        }
    }

    private void fill(SeekableByteChannel content) {
        piece.clear().limit((int) Math.min(piece.capacity(), range.end() - sentUntil));
        try {
            while (piece.hasRemaining()) {
                if (content.read(piece) < 0) {
                    throw new EOFException("The stored package is shorter than it was");
                }
            }
        } catch (IOException e) {
            throw new DamagedPackage(download.packageId(), e);
        }
        piece.flip();
    }

    /** False when whoever asked has gone, which is no error: browsers pause, phones lose their network. */
    private boolean write(HttpServletResponse response) {
        var length = piece.remaining();
        try {
            response.getOutputStream().write(piece.array(), 0, length);
            if (sentUntil + length == range.end()) {
                response.flushBuffer(); // what the server still buffers is not sent yet
            }
        } catch (IOException e) {
            LOG.debug(
                    "A download of transfer {} was broken off",
                    download.transfer().value(),
                    e);
            return false;
        }
        sentUntil += length;
        return true;
    }
}
