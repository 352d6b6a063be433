package org.imageexchange.policy;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** {@code portal.policy.*}. */
@ConfigurationProperties("portal.policy")
record PolicySettings(
        @DefaultValue("14") int retentionDays,
        @DefaultValue("28") int longestRetentionDays,
        @DefaultValue("true") boolean secondEmailAsChannel,
        @DefaultValue("GB") String phoneRegion,
        @DefaultValue("8GB") DataSize largestObject,
        @DefaultValue("15m") Duration sessionIdle,
        @DefaultValue("30m") Duration wizardIdle,

        @DefaultValue({
            "Treatment elsewhere",
            "Second opinion",
            "The patient asked for it",
            "Legal proceedings",
            "Insurance",
            "Other"
        })
        List<String> reasonsForSharing,

        @DefaultValue Network network) {

    /** Sized for a hospital behind one address. */
    record Network(
            @DefaultValue("600") int passcodesAnHour,
            @DefaultValue("300") int signInLinksAnHour) {}

    PolicySettings {
        require(retentionDays >= 1, "retention-days must be at least 1");
        require(
                longestRetentionDays >= retentionDays && longestRetentionDays <= Policy.LONGEST_RETENTION_DAYS,
                "longest-retention-days must be between retention-days and " + Policy.LONGEST_RETENTION_DAYS);
        require(phoneRegion.matches("[A-Z]{2}"), "phone-region must be a country code of two capital letters");
        require(largestObject.toBytes() > 0, "largest-object must be more than nothing");
        require(wizardIdle.isPositive(), "wizard-idle must be more than nothing");
        require(
                !reasonsForSharing.isEmpty()
                        && reasonsForSharing.stream().allMatch(reason -> !reason.isBlank() && reason.length() <= 200),
                "reasons-for-sharing must name at least one, each of 1 to 200 characters");
        require(sessionIdle.isPositive(), "session-idle must be more than nothing");
        require(
                network.passcodesAnHour() >= 1 && network.signInLinksAnHour() >= 1,
                "network limits must be at least 1");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("portal.policy: " + message);
        }
    }
}
