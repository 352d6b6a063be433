package org.imageexchange.imaging.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockDeflaterTests {

    private static final int BLOCK = BlockDeflater.BLOCK;

    private final BlockDeflater deflater = new BlockDeflater();

    @AfterEach
    void close() {
        deflater.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 77})
    void the_blocks_together_are_one_deflate_stream(int size) throws DataFormatException {
        var plain = someText(size);
        var stream = new ByteArrayOutputStream();

        deflater.deflateAll(plain).forEach(stream::writeBytes);

        var inflater = new Inflater(true);
        inflater.setInput(stream.toByteArray());
        var back = new byte[size];
        assertThat(inflate(inflater, back)).isEqualTo(size);
        assertThat(back).isEqualTo(plain);
        assertThat(inflater.inflate(new byte[1])).isZero();
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
    }

    @Test
    void any_block_can_be_inflated_without_the_ones_before() throws DataFormatException {
        var plain = someText(4 * BLOCK);

        var blocks = deflater.deflateAll(plain);

        assertThat(blocks).hasSize(4);
        for (var n = 3; n >= 0; n--) {
            var inflater = new Inflater(true);
            inflater.setInput(blocks.get(n));
            var back = new byte[BLOCK];
            assertThat(inflate(inflater, back)).isEqualTo(BLOCK);
            assertThat(back).isEqualTo(Arrays.copyOfRange(plain, n * BLOCK, (n + 1) * BLOCK));
        }
    }

    @Test
    void a_block_that_cannot_be_compressed_fits_all_the_same() throws DataFormatException {
        var plain = new byte[3 * BLOCK];
        new Random(5).nextBytes(plain);

        var blocks = deflater.deflateAll(plain);

        assertThat(blocks).allSatisfy(block -> assertThat(block.length).isLessThan(BLOCK + 128));
    }

    @Test
    void independence_costs_about_one_per_cent() {
        var plain = someText(40 * BLOCK);
        var whole = new Deflater(1, true);
        whole.setInput(plain);
        whole.finish();
        var oneStream = whole.deflate(new byte[plain.length]);

        var blocks = deflater.deflateAll(plain).stream()
                .mapToLong(block -> block.length)
                .sum();

        assertThat((double) blocks / oneStream).isLessThan(1.03);
    }

    private static int inflate(Inflater inflater, byte[] to) throws DataFormatException {
        var done = 0;
        while (done < to.length && !inflater.finished()) {
            var more = inflater.inflate(to, done, to.length - done);
            if (more == 0) {
                break;
            }
            done += more;
        }
        return done;
    }

    /** Words that come back from far away, as they do in real data. */
    private static byte[] someText(int size) {
        var random = new Random(9);
        var words = new byte[64][20];
        for (var word : words) {
            random.nextBytes(word);
        }
        var text = new byte[size];
        for (var at = 0; at < size; at++) {
            text[at] = at % 20 == 0 ? (byte) random.nextInt() : words[(at / 20 * 31 + random.nextInt(3)) % 64][at % 20];
        }
        return text;
    }
}
