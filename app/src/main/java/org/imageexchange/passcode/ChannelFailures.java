package org.imageexchange.passcode;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.imageexchange.account.AccountId;
import org.imageexchange.account.PasscodeChannel;

/**
 * Which of an account's wrong tries were guesses at the codes of one channel.
 *
 * <p>A mailbox may lead to channels of several people: a success with one's own makes good no guess at another's.
 */
@Entity
@Table(name = "passcode_failure")
class ChannelFailures {

    @Embeddable
    record Id(@Column(name = "account_id") UUID account, String channelHash) implements Serializable {

        static Id of(AccountId account, PasscodeChannel channel) {
            return new Id(account.value(), Fingerprint.ofChannel(channel));
        }
    }

    @EmbeddedId
    private Id id;

    private int failures;

    @SuppressWarnings("NullAway.Init")
    protected ChannelFailures() {}

    ChannelFailures(Id id) {
        this.id = id;
    }

    void failed() {
        failures++;
    }

    int failures() {
        return failures;
    }
}
