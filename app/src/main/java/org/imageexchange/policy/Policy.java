package org.imageexchange.policy;

import java.time.Duration;

/**
 * Limits and periods that an institution may set.
 *
 * @param retentionDays how long a transfer can be opened unless the sender says otherwise, in days
 * @param longestRetentionDays the most a sender may say, in days
 * @param secondEmailAsChannel whether a second mailbox may receive passcodes
 * @param phoneRegion where numbers without a country code belong (ISO 3166)
 * @param largestObjectBytes the largest DICOM object that is taken in, in bytes
 * @param sessionIdle after how long without a request a session ends
 */
public record Policy(
        int retentionDays,
        int longestRetentionDays,
        boolean secondEmailAsChannel,
        String phoneRegion,
        long largestObjectBytes,
        Duration sessionIdle) {

    /** What the customer allows; no setting goes beyond it. */
    public static final int LONGEST_RETENTION_DAYS = 28;
}
