-- Which channel was guessed at: a success with one's own channel makes good no guess at somebody else's.
create table passcode_failure (
  account_id uuid not null references passcode_guard (account_id),
  -- SHA-256 of the channel
  channel_hash varchar(64) not null,
  failures integer not null check (failures > 0),
  primary key (account_id, channel_hash)
);

-- Whether its process was started: one that was refused at once does not count against the next.
alter table challenge add column started boolean default true not null;
