-- What kind of phone an extension has, and with which secret it registers (docs/decisions/0005).

alter table extensions
  add column phone     text not null default 'desk' check (phone in ('desk', 'webrtc')),
  -- MD5 of extension:realm:password as SIP digests want it, or as many random digits
  add column sip_ha1   text check (sip_ha1 ~ '^[0-9a-f]{32}$'),
  -- for which domain it was made; null where it is random and good for any
  add column sip_realm text check (length(sip_realm) between 1 and 253),
  add check (sip_realm is null or sip_ha1 is not null),
  alter column auto_answer set default true;

-- Nothing read it before, and every call out was answered so.
update extensions set auto_answer = true;

-- A phone in a page knows its secret from its person's session: it ends with those tokens, and with the extension.
create function renew_page_secrets() returns trigger language plpgsql as $$
begin
  update extensions set sip_ha1 = replace(gen_random_uuid()::text, '-', '')
  where number in (old.extension, new.extension) and phone = 'webrtc' and sip_realm is null;
  return null;
end $$;

create trigger page_secrets after update on people for each row
  when (old.extension is distinct from new.extension
    or old.tokens_valid_from <> new.tokens_valid_from)
  execute function renew_page_secrets();
