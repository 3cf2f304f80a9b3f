-- Tables that batches of logs move: as new partitions of them are made from now on.
alter table customer set (fillfactor = 70);
alter table customer_day set (fillfactor = 70);

do $$
declare
  part record;
begin
  for part in
    select child.oid::regclass as name, parent.relname as parent
    from pg_inherits i
    join pg_class child on child.oid = i.inhrelid
    join pg_class parent on parent.oid = i.inhparent
    where parent.relkind = 'p' and child.relkind = 'r'
      and parent.relname in ('span_body', 'rollup_minute', 'rollup_hour')
  loop
    if part.parent = 'span_body' then
      -- Compressing bodies of 2 to 4 kB costs as much as all else of storing them.
      execute format('alter table %s set (toast_tuple_target = 4080)', part.name);
    else
      -- Rows of sums grow while their bucket is the present one.
      execute format('alter table %s set (fillfactor = 70)', part.name);
    end if;
  end loop;
end
$$;
