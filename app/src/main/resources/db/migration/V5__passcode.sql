-- One-time codes: who was asked for one, which were made, and how often somebody was wrong.

-- One row for each account that was ever asked: whoever changes anything about its codes locks it first.
create table passcode_guard (
  account_id uuid primary key references account (id),
  failures integer not null check (failures >= 0),
  barred_until timestamp(3) with time zone
);

create table challenge (
  id uuid primary key,
  link_id uuid not null references sign_in_link (id),
  account_id uuid not null references passcode_guard (account_id),
  -- SHA-256 of the browser session that may answer, and of the network it is in
  browser_hash varchar(64) not null,
  network_hash varchar(64) not null,
  channel_kind varchar(16) not null check (channel_kind in ('SMS', 'SECOND_EMAIL')),
  channel_target varchar(254) not null,
  state varchar(8) not null check (state in ('OPEN', 'USED', 'CLOSED', 'EXPIRED', 'REFUSED')),
  failures integer not null check (failures >= 0),
  -- How many codes were asked for, and how many of those were sent or refused.
  asked integer not null check (asked > 0),
  settled integer not null check (settled >= 0 and settled <= asked),
  -- The last one that the limits allowed; a repeat of its job sends it again and no other.
  allowed integer not null check (allowed >= 0 and allowed <= asked),
  begun_at timestamp(3) with time zone not null,
  asked_at timestamp(3) with time zone not null,
  -- What became of the last one: sent by which channel, refused until when, or not taken by the gateway so far.
  sent_at timestamp(3) with time zone,
  sent_kind varchar(16) check (sent_kind in ('SMS', 'SECOND_EMAIL')),
  sent_target varchar(254),
  refused_until timestamp(3) with time zone,
  delayed boolean not null
);
create index challenge_by_state on challenge (state, id);
create index challenge_by_account on challenge (account_id, begun_at);

create table passcode (
  id uuid primary key,
  challenge_id uuid not null references challenge (id),
  -- Where this code went, which is what it proves.
  channel_kind varchar(16) not null check (channel_kind in ('SMS', 'SECOND_EMAIL')),
  channel_target varchar(254) not null,
  -- Salted and slow; removed when the code can no longer be used.
  hash varchar(255),
  made_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  tries integer not null check (tries >= 0),
  used_at timestamp(3) with time zone,
  check (used_at is null or hash is null)
);
create index passcode_by_challenge on passcode (challenge_id);

-- What was sent, for limits; one row for each code that was asked for and allowed, however often its job ran.
create table passcode_sending (
  challenge_id uuid not null references challenge (id),
  asked integer not null,
  account_id uuid not null,
  channel_hash varchar(64) not null,
  network_hash varchar(64) not null,
  allowed_at timestamp(3) with time zone not null,
  primary key (challenge_id, asked)
);
create index passcode_sending_by_channel on passcode_sending (account_id, channel_hash, allowed_at);
create index passcode_sending_by_network on passcode_sending (network_hash, allowed_at);

-- Addresses that were given on the front page, of people who exist or not.
create table sign_in_request (
  id uuid primary key,
  -- Kept only until the request is dealt with.
  email varchar(254),
  email_hash varchar(64) not null,
  network_hash varchar(64) not null,
  state varchar(8) not null check (state in ('WAITING', 'ALLOWED', 'MAILED', 'DROPPED')),
  asked_at timestamp(3) with time zone not null,
  allowed_at timestamp(3) with time zone,
  check (email is not null or state in ('MAILED', 'DROPPED'))
);
create index sign_in_request_by_state on sign_in_request (state, id);
create index sign_in_request_by_address on sign_in_request (email_hash, allowed_at);
create index sign_in_request_by_network on sign_in_request (network_hash, asked_at);
