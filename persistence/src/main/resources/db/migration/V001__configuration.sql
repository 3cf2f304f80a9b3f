-- What can be called, by whom. Read whole into memory by every gateway; never read on the way of a call.

create table organization (
    id         uuid primary key,
    name       text        not null,
    created_at timestamptz not null
);

-- One row. A change of anything below takes its lock first, so that changes happen one after another,
-- and leaves it one higher.
create table config_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null
);

insert into config_version (version) values (1);

create table provider (
    id              uuid primary key,
    organization_id uuid        not null references organization (id),
    provider_id     text        not null check (provider_id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    name            text        not null,
    base_url        text        not null,
    -- json, not jsonb: the order of formats is the order of preference.
    paths           json        not null,
    header_names    json        not null,
    forward_headers json        not null,
    ca_pem          text,
    timeout_ms      bigint      not null check (timeout_ms > 0),
    defaults        json        not null,
    extras          json        not null,
    -- Sealed by the installation's master key; what may be shown of it stands beside it.
    credential      bytea,
    key_set         boolean     not null,
    key_last4       text,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, provider_id)
);

create table model (
    id                uuid primary key,
    organization_id   uuid        not null references organization (id),
    name              text        not null check (name <> ''),
    display_name      text        not null,
    provider_id       text        not null,
    upstream_name     text        not null,
    type              text        not null,
    -- USD per one million tokens; null is unknown, which is not free.
    input_price       numeric check (input_price >= 0),
    output_price      numeric check (output_price >= 0),
    cache_read_price  numeric check (cache_read_price >= 0),
    cache_write_price numeric check (cache_write_price >= 0),
    context_window    integer check (context_window > 0),
    function_call     boolean     not null,
    image_input       boolean     not null,
    streaming         boolean     not null,
    supported_params  json        not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (organization_id, name),
    foreign key (organization_id, provider_id)
        references provider (organization_id, provider_id) on delete cascade
);

create index model_of_provider on model (organization_id, provider_id);

-- Revoked keys stay: what they did is in the logs.
create table virtual_key (
    id               uuid primary key,
    organization_id  uuid        not null references organization (id),
    name             text        not null,
    prefix           text        not null,
    -- SHA-256 of the whole key, in hex; the key itself is nowhere.
    digest           text        not null unique check (digest ~ '^[0-9a-f]{64}$'),
    may_call         boolean     not null,
    may_log          boolean     not null,
    may_manage       boolean     not null,
    environment      text        not null check (environment in ('prod', 'test')),
    expires_at       timestamptz,
    max_calls        bigint check (max_calls >= 0),
    calls_per_minute integer check (calls_per_minute > 0),
    spending_usd     numeric check (spending_usd >= 0),
    created_at       timestamptz not null,
    revoked_at       timestamptz
);

create index virtual_key_of_organization on virtual_key (organization_id, created_at desc);
