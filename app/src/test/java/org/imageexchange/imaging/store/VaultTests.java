package org.imageexchange.imaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTests {

    private static final ObjectName NAME = new ObjectName("packages/1");
    private static final int SEGMENT = 1 << 20;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Vault vault = TestVault.over(store);
    private final WrappedKey key = vault.newKey();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, SEGMENT - 56, SEGMENT - 55, SEGMENT, 3 * SEGMENT + 17})
    void an_object_is_read_as_it_was_written(int size) throws IOException {
        var bytes = someBytes(size);
        write(NAME, bytes);

        try (var channel = vault.open(NAME, key)) {
            assertThat(channel.size()).isEqualTo(size);
            assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void any_range_is_read_at_once() throws IOException {
        var bytes = someBytes(5 * SEGMENT + 3);
        write(NAME, bytes);
        var random = new Random(7);

        try (var channel = vault.open(NAME, key)) {
            for (var n = 0; n < 200; n++) {
                var from = random.nextInt(bytes.length);
                var length = random.nextInt(1, Math.min(SEGMENT + 9, bytes.length - from) + 1);
                var range = ByteBuffer.allocate(length);
                channel.position(from);

                assertThat(channel.read(range)).isEqualTo(length);
                assertThat(range.array()).isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
                assertThat(channel.position()).isEqualTo(from + length);
            }
        }
    }

    @Test
    void beyond_the_end_is_the_end() throws IOException {
        write(NAME, someBytes(10));

        try (var channel = vault.open(NAME, key)) {
            assertThat(channel.position(10).read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(channel.position(Long.MAX_VALUE).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
        }
    }

    @Test
    void many_read_the_same_object_side_by_side() throws Exception {
        var bytes = someBytes(3 * SEGMENT);
        write(NAME, bytes);

        try (var pool = Executors.newFixedThreadPool(6)) {
            var all = IntStream.range(0, 24)
                    .mapToObj(n -> pool.submit(() -> {
                        try (var channel = vault.open(NAME, key)) {
                            channel.position(n * 100_000L);
                            return Channels.newInputStream(channel).readAllBytes();
                        }
                    }))
                    .toList();
            for (var n = 0; n < all.size(); n++) {
                assertThat(all.get(n).get()).isEqualTo(Arrays.copyOfRange(bytes, n * 100_000, bytes.length));
            }
        }
    }

    @Test
    void no_plaintext_reaches_the_store() throws IOException {
        var secret = "a name that nobody may read".repeat(100).getBytes(StandardCharsets.US_ASCII);
        write(NAME, secret);

        assertThat(new String(store.stored(NAME), StandardCharsets.ISO_8859_1)).doesNotContain("name that nobody");
    }

    @Test
    void an_uncommitted_object_is_not_there() throws IOException {
        try (var pending = vault.create(NAME, key)) {
            pending.channel().write(ByteBuffer.wrap(someBytes(2 * SEGMENT)));
        }

        assertThat(store.names()).isEmpty();
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> vault.open(NAME, key));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 39, 40, 55, 56, 100, SEGMENT, SEGMENT + 1, 2 * SEGMENT, 2 * SEGMENT + 20})
    void a_truncated_object_is_refused_when_it_is_opened(int left) throws IOException {
        write(NAME, someBytes(2 * SEGMENT + 100));
        store.tamper(NAME, Arrays.copyOf(store.stored(NAME), left));

        assertUnreadable(() -> vault.open(NAME, key).close());
    }

    @Test
    void an_object_that_was_made_longer_is_refused() throws IOException {
        write(NAME, someBytes(100));
        store.tamper(NAME, Arrays.copyOf(store.stored(NAME), 200));

        assertUnreadable(() -> vault.open(NAME, key).close());
    }

    @Test
    void an_empty_object_that_was_tampered_with_is_refused() throws IOException {
        write(NAME, new byte[0]);
        var sealed = store.stored(NAME);
        sealed[sealed.length - 1] ^= 1;
        store.tamper(NAME, sealed);

        assertUnreadable(() -> vault.open(NAME, key).close());
    }

    @Test
    void a_flipped_bit_is_refused_wherever_it_is() throws IOException {
        write(NAME, someBytes(SEGMENT + 500));
        var sealed = store.stored(NAME);
        var random = new Random(3);

        for (var n = 0; n < 40; n++) {
            var at = n == 0 ? 0 : random.nextInt(sealed.length);
            var damaged = sealed.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            store.tamper(NAME, damaged);

            assertUnreadable(() -> {
                try (var channel = vault.open(NAME, key)) {
                    Channels.newInputStream(channel).readAllBytes();
                }
            });
        }
    }

    @Test
    void damage_in_one_place_leaves_the_rest_readable() throws IOException {
        var bytes = someBytes(3 * SEGMENT);
        write(NAME, bytes);
        var damaged = store.stored(NAME);
        damaged[SEGMENT + 100] ^= 1;
        store.tamper(NAME, damaged);

        try (var channel = vault.open(NAME, key)) {
            var read = ByteBuffer.allocate(1000);
            channel.position(SEGMENT / 2).read(read);
            assertThat(read.array()).isEqualTo(Arrays.copyOfRange(bytes, SEGMENT / 2, SEGMENT / 2 + 1000));
            assertUnreadable(() -> channel.position(SEGMENT + SEGMENT / 2).read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void an_object_in_the_place_of_another_is_refused() throws IOException {
        var other = new ObjectName("packages/2");
        write(NAME, someBytes(100));
        write(other, someBytes(100));
        store.tamper(other, store.stored(NAME));

        assertUnreadable(() -> vault.open(other, key).close());
    }

    @Test
    void another_key_opens_nothing() throws IOException {
        write(NAME, someBytes(100));

        assertUnreadable(() -> vault.open(NAME, vault.newKey()).close());
    }

    @Test
    void a_key_under_another_master_key_opens_nothing() throws IOException {
        write(NAME, someBytes(100));

        assertUnreadable(() -> TestVault.over(store).open(NAME, key).close());
        assertUnreadable(
                () -> vault.create(new ObjectName("new"), TestVault.inMemory().newKey())
                        .close());
    }

    @Test
    void a_full_disk_is_told_and_leaves_nothing() throws IOException {
        store.leaveRoomFor(SEGMENT + 10);

        try (var pending = vault.create(NAME, key)) {
            assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> {
                pending.channel().write(ByteBuffer.wrap(someBytes(2 * SEGMENT)));
                pending.commit();
            });
        }

        assertThat(store.names()).isEmpty();
    }

    @Test
    void a_deleted_object_is_gone() throws IOException {
        write(NAME, someBytes(10));

        vault.delete(NAME);
        vault.delete(NAME);

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> vault.open(NAME, key));
    }

    @Test
    void a_closed_channel_reads_nothing() throws IOException {
        write(NAME, someBytes(10));
        var channel = vault.open(NAME, key);
        channel.close();

        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> channel.read(ByteBuffer.allocate(1)));
    }

    private void write(ObjectName name, byte[] bytes) throws IOException {
        try (var pending = vault.create(name, key)) {
            for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                pending.channel().write(left);
            }
            pending.commit();
        }
    }

    private static byte[] someBytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void assertUnreadable(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(UnreadableObject.class)
                .isThrownBy(act)
                .withMessageContaining("restore it from a backup");
    }
}
