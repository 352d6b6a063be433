package org.imageexchange.passcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.imageexchange.DatabaseTest;
import org.imageexchange.MovedClock;
import org.imageexchange.passcode.PasscodeTestbed.Scene;
import org.imageexchange.passcode.Passcodes.Progress;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@DatabaseTest
@Import(PasscodeTestbed.class)
@TestPropertySource(properties = "portal.policy.network.passcodes-an-hour=3")
class NetworkLimitTests {

    @Autowired
    private Passcodes passcodes;

    @Autowired
    private Scene scene;

    @Autowired
    private Post post;

    @Autowired
    private MovedClock clock;

    @Test
    void a_network_is_sent_so_many_codes_an_hour_whoever_asks() {
        var begin = clock.instant();
        for (var i = 0; i < 3; i++) {
            assertThat(isSentFrom("192.0.2.1")).isTrue();
            clock.advance(Duration.ofMinutes(1));
        }

        var somebody = scene.somebodyInvited();
        var challenge = passcodes.ask(somebody.link(), somebody.sms(), "browser", null, "192.0.2.1");
        scene.run(challenge);
        assertThat(post.codes(somebody.sms().target())).isEmpty();
        assertThat(passcodes.progress(challenge, "browser"))
                .isEqualTo(new Progress.AskedTooOften(begin.plus(Duration.ofHours(1)), false));

        assertThat(isSentFrom("192.0.2.2")).isTrue();
        clock.advance(Duration.ofMinutes(57));
        assertThat(isSentFrom("192.0.2.1")).isTrue();
    }

    @Test
    void the_addresses_of_one_ipv6_network_count_together() {
        for (var address : List.of("2001:db8:1:2::1", "2001:db8:1:2:0:0:0:2", "2001:db8:1:2:ffff::3")) {
            assertThat(isSentFrom(address)).isTrue();
        }

        assertThat(isSentFrom("2001:db8:1:2::4")).isFalse();
        assertThat(isSentFrom("2001:db8:1:3::1")).isTrue();
    }

    @Test
    void a_network_address_is_not_stored() {
        isSentFrom("198.51.100.77");

        var stored = scene.database()
                .sql("select network_hash from challenge union select network_hash from passcode_sending")
                .query(String.class)
                .list();
        assertThat(stored).isNotEmpty().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    private boolean isSentFrom(String network) {
        var somebody = scene.somebodyInvited();
        scene.run(passcodes.ask(somebody.link(), somebody.sms(), "browser", null, network));
        return !post.codes(somebody.sms().target()).isEmpty();
    }
}
