package org.imageexchange.policy;

import java.time.Duration;
import java.util.List;

/**
 * Limits and periods that an institution may set.
 *
 * @param retentionDays how long a transfer can be opened unless the sender says otherwise, in days
 * @param longestRetentionDays the most a sender may say, in days
 * @param secondEmailAsChannel whether a second mailbox may receive passcodes
 * @param phoneRegion where numbers without a country code belong (ISO 3166)
 * @param largestObjectBytes the largest DICOM object that is taken in, in bytes
 * @param sessionIdle after how long without a request a session ends
 * @param wizardIdle after how long without a step a forward that was begun is given up
 * @param reasonsForSharing what somebody who passes images on chooses from
 */
public record Policy(
        int retentionDays,
        int longestRetentionDays,
        boolean secondEmailAsChannel,
        String phoneRegion,
        long largestObjectBytes,
        Duration sessionIdle,
        Duration wizardIdle,
        List<String> reasonsForSharing) {

    public Policy {
        reasonsForSharing = List.copyOf(reasonsForSharing);
    }

    /** What the customer allows; no setting goes beyond it. */
    public static final int LONGEST_RETENTION_DAYS = 28;

    /** How often one transfer may be passed on; the customer's rule, which no setting changes. */
    public static final int MOST_FORWARDS = 3;
}
