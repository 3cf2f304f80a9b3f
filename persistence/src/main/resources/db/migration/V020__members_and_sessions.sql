-- People who use the console, and the browsers they are signed in on.

create table member (
    id              uuid primary key,
    organization_id uuid        not null references organization (id),
    email           text        not null unique check (email = lower(email)),
    password_hash   text        not null,
    role            text        not null check (role in ('OWNER', 'EDITOR', 'VIEWER')),
    created_at      timestamptz not null
);

create table session (
    id           uuid primary key,
    member_id    uuid        not null references member (id) on delete cascade,
    -- SHA-256 of the cookie's value, in hex.
    digest       text        not null unique,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null
);

create index session_member on session (member_id);
