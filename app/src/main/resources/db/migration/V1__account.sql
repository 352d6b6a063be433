-- People, the institutions they work for, and the mailed links that prove a mailbox.

create table institution (
  id uuid primary key,
  name varchar(200) not null unique,
  zone varchar(64) not null,
  contact varchar(400) not null
);

create table account (
  id uuid primary key,
  email varchar(254) not null unique,
  name varchar(200) not null,
  organisation varchar(200) not null,
  institution_id uuid references institution (id),
  -- The channels the person uses for themselves. What a sender named is in account_channel and proves nothing here.
  mobile varchar(16),
  second_email varchar(254),
  created_at timestamp(3) with time zone not null,
  check (second_email is null or second_email <> email)
);
create index account_institution on account (institution_id);

create table account_role (
  account_id uuid not null references account (id),
  role varchar(32) not null check (role in ('RADIOLOGY', 'ADMINISTRATOR')),
  primary key (account_id, role)
);

-- Channels that senders named for a person who has none of their own.
create table account_channel (
  account_id uuid not null references account (id),
  kind varchar(16) not null check (kind in ('SMS', 'SECOND_EMAIL')),
  target varchar(254) not null,
  named_at timestamp(3) with time zone not null,
  primary key (account_id, kind, target)
);

create table sign_in_link (
  id uuid primary key,
  -- SHA-256 of the token, hexadecimal: whoever reads the table can't open a link.
  token_hash varchar(64) not null unique,
  account_id uuid not null references account (id),
  purpose varchar(256) not null,
  created_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone
);
create index sign_in_link_purpose on sign_in_link (purpose);
create index sign_in_link_account on sign_in_link (account_id);

create table sign_in_link_channel (
  link_id uuid not null references sign_in_link (id),
  place integer not null,
  kind varchar(16) not null check (kind in ('SMS', 'SECOND_EMAIL')),
  target varchar(254) not null,
  primary key (link_id, place)
);
