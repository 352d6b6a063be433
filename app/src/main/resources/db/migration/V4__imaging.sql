-- What an institution holds: studies, their series and instances; and the packages that are made of them.

create table study (
    id                 uuid                        not null primary key,
    institution_id     uuid                        not null,
    study_uid          varchar(64)                 not null,
    patient_name       varchar(400)                not null,
    patient_id         varchar(128)                not null,
    patient_id_issuer  varchar(128)                not null,
    patient_birth_date date,
    patient_sex        varchar(16)                 not null,
    accession_number   varchar(64)                 not null,
    description        varchar(200)                not null,
    study_date         date,
    modalities         varchar(200)                not null,
    series_count       integer                     not null check (series_count >= 0),
    instance_count     integer                     not null check (instance_count >= 0),
    bytes              bigint                      not null check (bytes >= 0),
    received_at        timestamp(3) with time zone not null,
    search_text        varchar(1000)               not null,
    version            integer                     not null,
    constraint study_uid_in_institution unique (institution_id, study_uid)
);
create index study_by_arrival on study (institution_id, received_at, id);
-- After the index, so that H2 makes none of its own, which its planner would prefer.
alter table study add constraint study_institution foreign key (institution_id) references institution (id);

create table series (
    id             uuid         not null primary key,
    study_id       uuid         not null references study (id),
    series_uid     varchar(64)  not null,
    modality       varchar(16)  not null,
    description    varchar(200) not null,
    series_number  integer,
    instance_count integer      not null check (instance_count >= 0),
    version        integer      not null,
    constraint series_uid_in_study unique (study_id, series_uid)
);

-- Each instance has a key of its own: it is encrypted while it arrives, before anybody knows which study it belongs to.
create table instance (
    id                  uuid                        not null primary key,
    institution_id      uuid                        not null references institution (id),
    series_id           uuid                        not null references series (id),
    sop_uid             varchar(64)                 not null,
    sop_class_uid       varchar(64)                 not null,
    transfer_syntax_uid varchar(64)                 not null,
    instance_number     integer,
    bytes               bigint                      not null check (bytes > 0),
    crc32               bigint                      not null check (crc32 between 0 and 4294967295),
    sha256              varchar(64)                 not null check (length(sha256) = 64),
    object_name         varchar(200)                not null,
    wrapped_key         varchar(2000)               not null,
    received_at         timestamp(3) with time zone not null,
    constraint instance_sop_uid_in_institution unique (institution_id, sop_uid)
);
create index instance_by_series on instance (series_id);

-- Written before an object becomes visible in the store, gone with the row that owns it: what is left here after a
-- crash is an object that nobody owns, and is swept.
create table unowned_object (
    object_name varchar(200)                not null primary key,
    noted_at    timestamp(3) with time zone not null
);
create index unowned_object_by_age on unowned_object (noted_at);

create table package (
    id                 uuid                        not null primary key,
    institution_id     uuid                        not null references institution (id),
    patient_name       varchar(400)                not null,
    patient_id         varchar(128)                not null,
    patient_id_issuer  varchar(128)                not null,
    patient_birth_date date,
    patient_sex        varchar(16)                 not null,
    instance_count     integer                     not null check (instance_count > 0),
    packed_count       integer                     not null check (packed_count between 0 and instance_count),
    state              varchar(16)                 not null check (state in ('REQUESTED', 'BUILT')),
    wrapped_key        varchar(2000)               not null,
    zip_object         varchar(200),
    index_object       varchar(200),
    bytes              bigint                      check (bytes > 0),
    sha256             varchar(64)                 check (length(sha256) = 64),
    created_at         timestamp(3) with time zone not null,
    built_at           timestamp(3) with time zone,
    builder            uuid,
    builder_until      timestamp(3) with time zone,
    constraint package_built_is_whole check (state <> 'BUILT'
        or (zip_object is not null and index_object is not null and bytes is not null
            and sha256 is not null and built_at is not null))
);

create table package_instance (
    package_id  uuid    not null references package (id),
    position    integer not null,
    instance_id uuid    not null references instance (id) on delete cascade,
    primary key (package_id, position),
    constraint package_instance_once unique (package_id, instance_id)
);
create index package_instance_by_instance on package_instance (instance_id);
