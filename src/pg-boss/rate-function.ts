/**
 * One step of a rate store, in PostgreSQL's own language; `http/rate/shared/shared-rate-state.ts` says the same in TypeScript, and
 * a test holds them equal. `p_now`: the time in milliseconds, or null for the server's own. The version stands in the name,
 * so that old and new processes can run side by side.
 *
 * @param schema quoted, as it stands in SQL
 */
export function rateFunction(schema: string): string {
  return `
create or replace function ${schema}.rate_step_1(p_account text, p_kind text, p_input jsonb, p_now bigint default null)
returns jsonb language plpgsql as $function$
declare
  same_window constant bigint := 1500;
  trusted_pause constant bigint := 60000;
  probe_interval constant bigint := 1000;
  stored jsonb;
  now_ms bigint;
  rules jsonb := case when p_kind = 'acquire' then p_input->'windows' else p_input->'report'->'windows' end;
  windows jsonb;
  grants jsonb := '{}';
  pause jsonb;
  reply jsonb := '{"released":true}';
  has_response boolean;
  last_sent_at bigint;
  in_flight int := 0;
  request_id text := p_input->>'id';
  fate text := p_input->'report'->>'fate';
  shut_ms bigint := (p_input->'report'->>'shutMs')::bigint;
  lease record;
  rule jsonb;
  known jsonb;
  reset_at bigint;
  window_ms bigint;
  at_ms bigint;
  until_ms bigint;
  look_ms bigint;
  limit_of bigint;
  others bigint;
  remaining bigint;
  unspoken bigint;
  allowed bigint;
  reserve double precision;
  reserve_share double precision := coalesce((p_input->>'reserveShare')::double precision, 0);
  max_share double precision := coalesce((p_input->>'maxShare')::double precision, 1);
  found jsonb;
begin
  insert into ${schema}.rate (account, state) values (p_account, '{"hasResponse":false,"lastSentAt":0,"grants":{},"windows":{}}')
    on conflict (account) do nothing;
  select r.state into stored from ${schema}.rate r where r.account = p_account for update;
  now_ms := coalesce(p_now, floor(extract(epoch from clock_timestamp()) * 1000)::bigint);
  windows := stored->'windows';
  pause := stored->'pause';
  has_response := (stored->>'hasResponse')::boolean;
  last_sent_at := (stored->>'lastSentAt')::bigint;

  -- What time has changed.
  for rule in select value from jsonb_array_elements(rules) with ordinality order by ordinality loop
    known := windows->(rule->>'name');
    continue when known is null;
    window_ms := (rule->>'windowMs')::bigint;
    reset_at := (known->>'resetAt')::bigint;
    if reset_at > now_ms + window_ms + same_window then
      windows := windows - (rule->>'name');
    elsif now_ms >= reset_at then
      windows := windows || jsonb_build_object(rule->>'name', jsonb_build_object('limit', known->'limit', 'remaining', known->'limit',
        'resetAt', reset_at + ((now_ms - reset_at) / window_ms + 1) * window_ms, 'lost', 0, 'lostAt', 0));
    end if;
  end loop;
  if pause is not null and (now_ms < (pause->>'fromMs')::bigint
      or now_ms - (pause->>'fromMs')::bigint >= (pause->>'lengthMs')::bigint) then
    pause := null;
  end if;
  for lease in select key, value from jsonb_each(stored->'grants') loop
    at_ms := (lease.value->>'at')::bigint;
    until_ms := (lease.value->>'until')::bigint;
    if at_ms > now_ms then
      until_ms := now_ms + until_ms - at_ms;
      at_ms := now_ms;
    end if;
    if until_ms > now_ms then
      grants := grants || jsonb_build_object(lease.key, jsonb_build_object('at', at_ms, 'until', until_ms));
      in_flight := in_flight + 1;
      continue;
    end if;
    if pause->>'probe' = lease.key then pause := pause - 'probe'; end if;
    for rule in select value from jsonb_array_elements(rules) loop
      known := windows->(rule->>'name');
      if known is not null and until_ms > (known->>'resetAt')::bigint - (rule->>'windowMs')::bigint then
        windows := windows || jsonb_build_object(rule->>'name', known || jsonb_build_object('lost', (known->>'lost')::bigint + 1,
          'lostAt', greatest((known->>'lostAt')::bigint, until_ms)));
      end if;
    end loop;
  end loop;

  if p_kind = 'acquire' then
    if grants ? request_id then
      reply := '{"granted":true}';
    else
      if pause is not null and now_ms < (pause->>'probeAtMs')::bigint then
        at_ms := (pause->>'fromMs')::bigint + (pause->>'lengthMs')::bigint;
        found := jsonb_build_object('at', at_ms, 'look', least((pause->>'probeAtMs')::bigint, at_ms), 'reason', 'shut', 'pending', pause ? 'probe');
      elsif not has_response and in_flight > 0 and now_ms < last_sent_at + probe_interval then
        at_ms := last_sent_at + probe_interval;
        found := jsonb_build_object('at', at_ms, 'look', at_ms, 'reason', 'unknown', 'pending', true);
      else
        for rule in select value from jsonb_array_elements(rules) with ordinality order by ordinality loop
          known := windows->(rule->>'name');
          continue when known is null;
          window_ms := (rule->>'windowMs')::bigint;
          reset_at := (known->>'resetAt')::bigint;
          limit_of := (known->>'limit')::bigint;
          others := case when max_share < 1
            then least(limit_of - 1, floor(limit_of::double precision * (1::double precision - max_share) + 0.5::double precision)::bigint) else 0 end;
          remaining := greatest(0, (known->>'remaining')::bigint - (known->>'lost')::bigint) - others;
          unspoken := remaining - floor(limit_of::double precision * reserve_share * least(1::double precision,
            greatest(0::double precision, (reset_at - now_ms)::double precision / window_ms::double precision)) + 0.5::double precision)::bigint;
          continue when unspoken - in_flight >= 1;
          at_ms := reset_at;
          reserve := limit_of::double precision * reserve_share;
          allowed := remaining - in_flight - 1;
          if allowed >= 0 and reserve <> 0 then
            at_ms := least(reset_at, greatest(now_ms + 1, floor(reset_at::double precision
              - ((allowed::double precision + 0.5::double precision) / reserve) * window_ms::double precision)::bigint + 1));
          end if;
          if found is null or at_ms > (found->>'at')::bigint or (not (rule->>'waitable')::boolean and unspoken < 1) then
            found := jsonb_build_object('at', at_ms, 'look', at_ms, 'reason', rule->>'name', 'pending', unspoken >= 1);
          end if;
          exit when not (rule->>'waitable')::boolean and unspoken < 1;
        end loop;
      end if;
      if found is null then
        reply := '{"granted":true}';
        grants := grants || jsonb_build_object(request_id, jsonb_build_object('at', now_ms, 'until', now_ms + (p_input->>'leaseMs')::bigint));
        last_sent_at := now_ms;
        if pause is not null then
          pause := pause || jsonb_build_object('probe', request_id, 'probeAtMs', now_ms + trusted_pause);
        end if;
      else
        reply := jsonb_build_object('granted', false, 'inMs', (found->>'at')::bigint - now_ms, 'reason', found->'reason',
          'lookInMs', (found->>'look')::bigint - now_ms, 'pending', found->'pending');
      end if;
    end if;
  else
    at_ms := coalesce((grants->request_id->>'at')::bigint, 0);
    for rule in select value from jsonb_array_elements(rules) loop
      known := windows->(rule->>'name');
      window_ms := (rule->>'windowMs')::bigint;
      if fate = 'answered' and rule ? 'limit' and rule ? 'remaining' and rule ? 'inMs'
          and (rule->>'inMs')::bigint > 0 and (rule->>'inMs')::bigint <= window_ms + same_window then
        reset_at := now_ms + (rule->>'inMs')::bigint;
        if known is null or reset_at - (case when at_ms = 0 then 0 else now_ms - at_ms end) > (known->>'resetAt')::bigint + same_window then
          windows := windows || jsonb_build_object(rule->>'name', jsonb_build_object('limit', rule->'limit', 'remaining', rule->'remaining',
            'resetAt', reset_at, 'lost', 0, 'lostAt', 0));
        elsif reset_at >= (known->>'resetAt')::bigint - same_window then
          windows := windows || jsonb_build_object(rule->>'name', known || jsonb_build_object('limit', rule->'limit',
            'remaining', least((rule->>'remaining')::bigint, (known->>'remaining')::bigint),
            'lost', case when at_ms >= (known->>'lostAt')::bigint then 0 else (known->>'lost')::bigint end));
        end if;
      elsif fate = 'lost' and grants ? request_id and known is not null
          and now_ms > (known->>'resetAt')::bigint - window_ms then
        windows := windows || jsonb_build_object(rule->>'name', known || jsonb_build_object('lost', (known->>'lost')::bigint + 1,
          'lostAt', greatest((known->>'lostAt')::bigint, now_ms)));
      end if;
    end loop;
    grants := grants - request_id;
    if pause->>'probe' = request_id then
      pause := case when fate = 'answered' and shut_ms is null then null else pause - 'probe' end;
    end if;
    if shut_ms > 0 and (pause is null or pause ? 'probe'
        or (pause->>'fromMs')::bigint + (pause->>'lengthMs')::bigint <= now_ms + shut_ms) then
      pause := jsonb_build_object('fromMs', now_ms, 'lengthMs', shut_ms, 'probeAtMs', now_ms + trusted_pause);
    end if;
    has_response := has_response or fate = 'answered';
  end if;

  stored := jsonb_build_object('hasResponse', has_response, 'lastSentAt', last_sent_at, 'grants', grants, 'windows', windows);
  if pause is not null then stored := stored || jsonb_build_object('pause', pause); end if;
  update ${schema}.rate r set state = stored where r.account = p_account;
  return reply;
end
$function$`;
}
