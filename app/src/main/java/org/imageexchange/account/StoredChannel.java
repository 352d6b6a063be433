package org.imageexchange.account;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A channel as two columns. */
@Embeddable
record StoredChannel(
        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "kind")
        PasscodeChannel.Kind kind,

        @Column(name = "target") String target) {

    static StoredChannel of(PasscodeChannel channel) {
        return new StoredChannel(channel.kind(), channel.target());
    }

    PasscodeChannel channel() {
        return PasscodeChannel.of(kind, target);
    }

    @Override
    public String toString() {
        return "StoredChannel[hidden]";
    }
}
