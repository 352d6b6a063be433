package org.imageexchange.policy;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;

/** Finds the policy that binds an institution. */
@Service
@EnableConfigurationProperties(PolicySettings.class)
public class Policies {

    private final PolicySettings settings;

    Policies(PolicySettings settings) {
        this.settings = settings;
    }

    /** The institution's policy; without an institution the portal's own. So far all are bound by the portal's. */
    public Policy of(@Nullable UUID institution) {
        return new Policy(
                settings.retentionDays(),
                settings.longestRetentionDays(),
                settings.secondEmailAsChannel(),
                settings.phoneRegion(),
                settings.largestObject().toBytes(),
                settings.sessionIdle(),
                settings.wizardIdle(),
                settings.reasonsForSharing());
    }

    /** What one network address may ask for, whoever sits behind it. */
    public NetworkLimits network() {
        return new NetworkLimits(
                settings.network().passcodesAnHour(), settings.network().signInLinksAnHour());
    }
}
