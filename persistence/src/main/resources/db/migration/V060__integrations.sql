-- Credentials for the providers the gateway knows by itself. Read whole into memory with the rest of
-- the configuration.

create table integration (
    id              uuid primary key,
    organization_id uuid        not null references organization (id),
    provider        text        not null,
    name            text        not null check (name <> ''),
    weight          integer     not null check (weight > 0),
    active          boolean     not null,
    available       json        not null,
    excluded        json        not null,
    -- What was entered besides secrets, and what may be shown of each secret.
    settings        json        not null,
    hints           json        not null,
    -- Sealed by the installation's master key.
    credential      bytea       not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, provider, name)
);

-- How a custom provider differs from what its formats lead one to expect, as a probe found it.
alter table provider
    add column profile json not null default '{}';
