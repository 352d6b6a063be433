package org.imageexchange.passcode;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.imageexchange.account.PasscodeChannel;

/** A channel as two columns. */
@Embeddable
record ChannelColumns(
        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        PasscodeChannel.Kind kind,

        String target) {

    static ChannelColumns of(PasscodeChannel channel) {
        return new ChannelColumns(channel.kind(), channel.target());
    }

    PasscodeChannel channel() {
        return PasscodeChannel.of(kind, target);
    }

    @Override
    public String toString() {
        return "ChannelColumns[hidden]";
    }
}
