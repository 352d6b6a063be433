package org.imageexchange.passcode;

import java.time.Duration;

/** The numbers of the field notes; they follow NIST SP 800-63B-4 and OWASP ASVS 5, so no setting loosens them. */
final class Rules {

    static final Duration CODE_LIVES = Duration.ofMinutes(10);

    /** Somebody who asked this long ago no longer waits in front of the page. */
    static final Duration REQUEST_LIVES = Duration.ofMinutes(10);

    static final int TRIES_PER_CODE = 5;
    static final int TRIES_PER_CHALLENGE = 10;

    static final Duration BETWEEN_SENDINGS = Duration.ofSeconds(60);
    static final int SENDINGS_AN_HOUR = 5;
    static final Duration HOUR = Duration.ofHours(1);

    /** More challenges than sendings, because a page may be closed; far fewer than would fill the engine. */
    static final int CHALLENGES_AN_HOUR = 20;

    static final Duration FRONT_PAGE_LINK_LIVES = Duration.ofHours(1);

    private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);
    private static final int DOUBLINGS_TO_LONGEST = 6;

    private Rules() {}

    /** How long an account must wait after its nth failure without a success: nothing for the tries of one challenge. */
    static Duration backOffAfter(int failures) {
        if (failures < TRIES_PER_CHALLENGE) {
            return Duration.ZERO;
        }
        var doublings = failures - TRIES_PER_CHALLENGE;
        return doublings >= DOUBLINGS_TO_LONGEST ? LONGEST_BACK_OFF : FIRST_BACK_OFF.multipliedBy(1L << doublings);
    }
}
