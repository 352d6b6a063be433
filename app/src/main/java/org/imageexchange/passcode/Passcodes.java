package org.imageexchange.passcode;

import java.time.Instant;
import java.util.UUID;
import org.imageexchange.account.PasscodeChannel;
import org.imageexchange.account.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sends one-time passcodes to the holder of a mailed link, and takes them back. */
@Service
public class Passcodes {

    /**
     * Begins a challenge for an opened link, or asks for another code in the challenge that is open already.
     *
     * @param browser names the browser session; the challenge can be answered only from there
     * @param current the challenge this browser has open for the link, or null
     * @param network the network address of the browser, for limits
     */
    public ChallengeId ask(
            UUID link, PasscodeChannel channel, String browser, @Nullable ChallengeId current, String network) {
        throw new UnsupportedOperationException();
    }

    /** How far the sending is; the page asks every half second until it is settled. */
    public Progress progress(ChallengeId challenge, String browser) {
        throw new UnsupportedOperationException();
    }

    /** Tries a code as it was typed; spaces don't matter. */
    public Answer answer(ChallengeId challenge, String browser, String typed, @Nullable SignedIn already) {
        throw new UnsupportedOperationException();
    }

    /**
     * Somebody gave an e-mail address on the front page. Says nothing, whoever it is, and takes the same time: whether
     * there is such a person shows only in the mailbox.
     */
    public void askForSignInLink(String typedEmail, String network) {
        throw new UnsupportedOperationException();
    }

    /** How far the sending of a code is. */
    public sealed interface Progress {

        /** On its way. */
        record Sending() implements Progress {}

        /** The gateway does not answer; the portal keeps trying. */
        record Delayed() implements Progress {}

        /** Handed over at {@code at}; another code may be asked for from {@code againFrom}. */
        record Sent(PasscodeChannel channel, Instant at, Instant againFrom) implements Progress {}

        /** Not sent, because it was asked for too often; {@code againFrom} says when it may be asked for again. */
        record AskedTooOften(Instant againFrom) implements Progress {}

        /** The challenge is over: begin again from the link. */
        record Over() implements Progress {}
    }

    /** What became of a try. */
    public sealed interface Answer {

        /** Right: this session may begin. {@code already} proven channels of the same account are kept. */
        record Accepted(SignedIn who) implements Answer {}

        /** Not the code; {@code triesLeft} for it. */
        record Wrong(int triesLeft) implements Answer {}

        /** The code was right once, but its ten minutes are over, or its tries are used up. */
        record Expired() implements Answer {}

        /** The code has been used already. */
        record Used() implements Answer {}

        /** Too many wrong tries closed the challenge, or it belongs to another browser, or there is none. */
        record Closed() implements Answer {}

        /** Too many wrong tries for this account; again from {@code from}. */
        record BackOff(Instant from) implements Answer {}
    }
}
