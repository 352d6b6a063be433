-- A transfer that its recipient passed on: the new one knows where it came from, and who did it.

alter table transfer add column forwarded_from uuid;
-- Its sender once more, null for all others, so that the index below stays small.
alter table transfer add column forwarder_id uuid;
alter table transfer add column forwarded_by varchar(200);
alter table transfer add constraint transfer_forward_says_by_whom check ((forwarded_from is null) = (forwarded_by is null) and (forwarded_from is null) = (forwarder_id is null));
create index transfer_forwarded_from on transfer (forwarded_from, sent_at, id);
create index transfer_by_forwarder on transfer (forwarder_id, sent_at, id);
create index transfer_by_forwarder_open_beyond_lists on transfer (forwarder_id, open_beyond_lists);
alter table transfer add constraint transfer_forwarded_from_one foreign key (forwarded_from) references transfer (id);

-- Somebody signs up once: confirms their name and accepts the terms. Staff are known already.
alter table account add column signed_up_at timestamp(3) with time zone;
alter table account add column terms_version integer;
alter table account add constraint account_signed_up_with_terms check ((signed_up_at is null) = (terms_version is null));
update account set signed_up_at = created_at, terms_version = 1 where institution_id is not null;

-- Where notices for an institution's radiology go; where there is none, to each of its radiology accounts.
alter table institution add column mailbox varchar(254);

-- A form as it was deployed: a task is shown the form that it was created with.
alter table process_form add column content varchar(100000);

-- The people somebody has sent to, as they described them. The channel is the one that its owner had proven: who signs
-- in by another one sees nothing of it.
create table recipient (
    id             uuid                        not null primary key,
    owner_id       uuid                        not null references account (id),
    owner_kind     varchar(16)                 not null check (owner_kind in ('SMS', 'SECOND_EMAIL')),
    owner_target   varchar(254)                not null,
    account_id     uuid                        not null references account (id),
    email          varchar(254)                not null,
    name           varchar(200)                not null,
    address        varchar(400)                not null,
    phone          varchar(16)                 not null,
    mobile         varchar(16),
    second_email   varchar(254),
    used_at        timestamp(3) with time zone not null,
    constraint recipient_once_per_owner unique (owner_id, owner_kind, owner_target, email),
    constraint recipient_has_a_channel check (mobile is not null or second_email is not null),
    constraint recipient_second_email_is_another check (second_email is null or second_email <> email)
);
create index recipient_by_use on recipient (owner_id, used_at);

-- What a person approves before a forward is made; without an institution, the portal's own.
create table disclaimer (
    id             uuid                        not null primary key,
    institution_id uuid references institution (id),
    version        integer                     not null check (version > 0),
    statements     varchar(4000)               not null,
    published_at   timestamp(3) with time zone not null
);
create unique index disclaimer_version on disclaimer (institution_id, version);

-- A forward in the making: what the wizard collected so far. It ends as a forward or without one.
create table forward_draft (
    id              uuid                        not null primary key,
    transfer_id     uuid                        not null references transfer (id),
    author_id       uuid                        not null references account (id),
    request_key     uuid                        not null,
    author_kind     varchar(16)                 not null check (author_kind in ('SMS', 'SECOND_EMAIL')),
    author_target   varchar(254)                not null,
    state           varchar(16)                 not null
        check (state in ('OPEN', 'FORWARDED', 'REFUSED', 'CANCELLED', 'ABANDONED')),
    refusal         varchar(32),
    delayed         boolean                     not null,
    begun_at        timestamp(3) with time zone not null,
    ended_at        timestamp(3) with time zone,
    forward_id      uuid references transfer (id),
    -- Whether its process has something to do: a wizard is open, or what was made is not delivered and announced yet.
    working         boolean                     not null,
    -- Which answers the next completion of its task means.
    submission      uuid,
    -- Known once it was forwarded; what else was typed is in the transfer and in the address book by then.
    reason          varchar(200),
    reference       varchar(100),
    note            varchar(2000),
    version         integer                     not null,
    constraint forward_draft_once_per_click unique (author_id, request_key),
    constraint forward_draft_forwarded check ((state = 'FORWARDED') = (forward_id is not null)),
    constraint forward_draft_refused check ((state = 'REFUSED') = (refusal is not null)),
    constraint forward_draft_ended check ((state = 'OPEN') = (ended_at is null))
);
create index forward_draft_of_transfer on forward_draft (transfer_id, author_id, state);
create index forward_draft_open on forward_draft (working, begun_at, id);

-- What was typed into a step, as it was typed; forgotten when the draft ends.
create table forward_answer (
    draft_id uuid           not null references forward_draft (id),
    form     varchar(64)    not null,
    content  varchar(40000) not null,
    primary key (draft_id, form)
);

-- A place among the three. Its end is renewed by each step; what is used up has none.
create table forward_reservation (
    draft_id    uuid                        not null primary key references forward_draft (id),
    transfer_id uuid                        not null references transfer (id),
    expires_at  timestamp(3) with time zone
);
create index forward_reservation_of_transfer on forward_reservation (transfer_id, expires_at);

-- Who approved which text, and when.
create table disclaimer_approval (
    draft_id      uuid                        not null primary key references forward_draft (id),
    disclaimer_id uuid                        not null references disclaimer (id),
    approved_by   uuid                        not null references account (id),
    approved_at   timestamp(3) with time zone not null
);

insert into disclaimer (id, institution_id, version, statements, published_at)
values ('6f1f5e0c-6ad4-4c9e-9c55-0d7f3b2a1c01', null, 1,
        'you are sending confidential data for the patient listed to selected recipient;
you confirm that the details of the recipient are correct;
the originating hospital will be aware of this action.', current_timestamp);
