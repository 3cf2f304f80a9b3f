-- What is logged of the texts of a key's calls. Keys from before keep logging them in full.
alter table virtual_key
  add column log_privacy text not null default 'full'
    check (log_privacy in ('full', 'redacted', 'hash', 'none'));
