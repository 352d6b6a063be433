package org.imageexchange.account;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The channels a person can be reached by for a passcode, the preferred one first; may be empty. */
public record PasscodeChannels(
        @Nullable MobileNumber mobile, @Nullable EmailAddress secondEmail) implements Serializable {

    public static final PasscodeChannels NONE = new PasscodeChannels(null, null);

    public List<PasscodeChannel> inOrder() {
        var channels = new ArrayList<PasscodeChannel>(2);
        if (mobile != null) {
            channels.add(new PasscodeChannel.Sms(mobile));
        }
        if (secondEmail != null) {
            channels.add(new PasscodeChannel.SecondEmail(secondEmail));
        }
        return List.copyOf(channels);
    }

    public Optional<PasscodeChannel> preferred() {
        return inOrder().stream().findFirst();
    }

    public boolean contains(PasscodeChannel channel) {
        return inOrder().contains(channel);
    }
}
