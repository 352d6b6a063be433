package org.imageexchange.imaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTests {

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @TempDir
    Path data;

    private Path file;

    @BeforeEach
    void name() {
        file = data.resolve("master.key");
    }

    @Test
    void a_new_store_gets_a_key_that_only_its_owner_can_read() throws IOException {
        firstStart();

        assertThat(file).exists();
        assertThat(store.names()).containsExactly(MasterKey.CHECK);
        if (DurableFiles.hasPosixRights(file)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void the_same_key_opens_the_store_again() throws GeneralSecurityException {
        var wrapped = firstStart().wrap(new byte[] {1, 2, 3});

        assertThat(nextStart().unwrap(wrapped)).containsExactly(1, 2, 3);
    }

    @Test
    void a_missing_key_is_never_replaced_by_a_new_one() throws IOException {
        firstStart();
        Files.delete(file);

        assertRefused("is missing", "Restore it from its backup");
        assertThat(file).doesNotExist();
    }

    @Test
    void another_key_is_refused() throws IOException {
        firstStart();
        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));

        assertRefused("is not the one", "Restore the key that belongs to them");
    }

    @Test
    void a_key_whose_check_is_lost_is_refused() {
        firstStart();
        store.delete(MasterKey.CHECK);

        assertRefused("check of their master key is missing", "as a whole from its backup");
    }

    @Test
    void a_check_that_was_tampered_with_is_refused() {
        firstStart();
        store.tamper(MasterKey.CHECK, new byte[28]);

        assertRefused("is not the one", "Restore");
    }

    @Test
    void a_first_start_that_was_cut_off_is_finished_by_the_second() {
        firstStart();
        store.delete(MasterKey.CHECK); // cut off between key and check

        assertThatNoException().isThrownBy(this::firstStart);
        assertThatNoException().isThrownBy(this::nextStart);
    }

    @Test
    void a_key_that_was_cut_off_while_being_made_is_made_anew() throws IOException {
        Files.writeString(data.resolve("master.key.new"), "half");

        assertThatNoException().isThrownBy(this::firstStart);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void a_key_that_others_may_read_is_refused(String rights) throws IOException {
        assumeThat(DurableFiles.hasPosixRights(data))
                .as("this machine has POSIX rights")
                .isTrue();
        firstStart();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

        assertRefused("open to other users", "chmod 600 " + file.toAbsolutePath());
    }

    @Test
    void a_key_that_cannot_be_read_is_refused() throws IOException {
        firstStart();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-------"));
        assumeThat(Files.isReadable(file))
                .as("the tests run as root, who may read anything")
                .isFalse();

        assertRefused("can't be read", "chown");
    }

    @Test
    void a_folder_in_the_place_of_the_key_is_refused() throws IOException {
        firstStart();
        Files.delete(file);
        Files.createDirectory(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertRefused("can't be read", "restore it from its backup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "not base64!", "c2hvcnQ=", "\u00fc"})
    void a_file_that_holds_no_key_is_refused_without_quoting_it(String content) throws IOException {
        firstStart();
        Files.writeString(file, content);

        var refused = assertRefused("does not hold a master key", "Restore it from its backup");

        assertThat(refused.getCause()).isNull();
        if (!content.isEmpty()) {
            assertThat(refused.getMessage()).doesNotContain(content);
        }
    }

    @Test
    void secrets_do_not_print_themselves() {
        var key = firstStart();
        var wrapped = key.wrap(new byte[32]);

        assertThat(key.toString()).isEqualTo("MasterKey[hidden]");
        assertThat(wrapped.toString()).isEqualTo("WrappedKey[hidden]");
    }

    @Test
    void a_key_is_wrapped_differently_each_time() {
        var key = firstStart();

        assertThat(key.wrap(new byte[32])).isNotEqualTo(key.wrap(new byte[32]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA"})
    void what_is_no_wrapped_key_is_not_unwrapped(String encoded) {
        var key = firstStart();

        assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> key.unwrap(new WrappedKey(encoded)));
    }

    private MasterKey firstStart() {
        return MasterKey.of(store, true, file);
    }

    private MasterKey nextStart() {
        return MasterKey.of(store, false, file);
    }

    private StoreRefused assertRefused(String because, String action) {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(StoreRefused.class, this::nextStart);

        assertThat(refused).isNotNull().hasMessageContaining(because);
        assertThat(refused.action()).contains(action);
        return refused;
    }
}
