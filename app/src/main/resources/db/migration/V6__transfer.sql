-- One package offered to one person until a date.

create table transfer (
    id                     uuid                        not null primary key,
    institution_id         uuid                        not null,
    institution_name       varchar(200)                not null,
    sent_by                uuid                        not null references account (id),
    request_key            uuid                        not null,
    package_id             uuid                        not null references package (id),
    patient_name           varchar(400)                not null,
    recipient_account_id   uuid                        not null,
    recipient_name         varchar(200)                not null,
    recipient_email        varchar(254)                not null,
    recipient_organisation varchar(200)                not null,
    mobile                 varchar(16),
    second_email           varchar(254),
    message                varchar(2000)               not null,
    -- Expired is not stored: it follows from available_until at the moment of reading.
    status                 varchar(16)                 not null
        check (status in ('PREPARING', 'NEW', 'COMPLETE', 'DECLINED', 'WITHDRAWN', 'FAILED')),
    failure                varchar(500),
    delayed                boolean                     not null,
    delivery               integer                     not null check (delivery > 0),
    delivered              boolean                     not null,
    retention_days         integer                     not null check (retention_days > 0),
    sent_at                timestamp(3) with time zone not null,
    available_until        timestamp(3) with time zone not null,
    -- available_until, where that is later than the lists' 28 days; else null, so that the index below stays small.
    open_beyond_lists      timestamp(3) with time zone,
    opened_at              timestamp(3) with time zone,
    ended_at               timestamp(3) with time zone,
    search_text            varchar(1000)               not null,
    version                integer                     not null,
    constraint transfer_once_per_form unique (sent_by, request_key),
    constraint transfer_has_a_channel check (mobile is not null or second_email is not null),
    constraint transfer_second_email_is_another check (second_email is null or second_email <> recipient_email),
    constraint transfer_failure_has_a_reason check ((status = 'FAILED') = (failure is not null))
);

-- A page of a list is read off one of these in the order it is shown.
create index transfer_sent_by_institution on transfer (institution_id, sent_at, id);
create index transfer_to_recipient on transfer (recipient_account_id, sent_at, id);
create index transfer_to_recipient_by_status on transfer (recipient_account_id, status, sent_at, id);
create index transfer_sent_open_beyond_lists on transfer (institution_id, open_beyond_lists);
create index transfer_to_recipient_open_beyond_lists on transfer (recipient_account_id, open_beyond_lists);
create index transfer_by_package on transfer (package_id);
-- For the reconciler: what still needs its process.
create index transfer_to_deliver on transfer (delivered, sent_at, id);

-- Last, so that H2 lets them use the indexes above and makes none of its own, which its planner would prefer.
alter table transfer add constraint transfer_institution foreign key (institution_id) references institution (id);
alter table transfer add constraint transfer_recipient foreign key (recipient_account_id) references account (id);
