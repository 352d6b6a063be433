-- Who was sent which bytes of a package.

create table download (
    id            uuid                        not null primary key,
    transfer_id   uuid                        not null references transfer (id),
    account_id    uuid                        not null references account (id),
    by_recipient  boolean                     not null,
    began_at      timestamp(3) with time zone not null,
    ended_at      timestamp(3) with time zone,
    first_byte    bigint                      not null check (first_byte >= 0),
    -- Exclusive: the first byte that was not sent.
    sent_until    bigint                      not null,
    check (sent_until >= first_byte)
);
create index download_of_transfer on download (transfer_id, began_at);

-- The row that is locked while ranges are merged.
create table download_coverage (
    transfer_id uuid    not null primary key references transfer (id),
    bytes       bigint  not null check (bytes > 0),
    complete    boolean not null
);

-- The ranges that were sent to the recipient: apart from each other, merged where they touch.
create table download_range (
    transfer_id uuid   not null references download_coverage (transfer_id),
    first_byte  bigint not null check (first_byte >= 0),
    end_byte    bigint not null,
    primary key (transfer_id, first_byte),
    check (end_byte > first_byte)
);
