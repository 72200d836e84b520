-- Run by FreeSWITCH itself when no node of ctibar has put it off for 90 s: nobody serves the callers any more.
-- Whoever talks, talks on. Customers whom nobody talks with go to the fallback number, phones that wait for them end.
-- It comes again every 10 s for those who call meanwhile, until a node of ctibar puts it off.
--
--   lua ctibar_deadman.lua check               says that it is here
--   lua ctibar_deadman.lua [NUMBER [CONTEXT]]  acts; 9664 and public if nothing is said
local api = freeswitch.API()

if argv[1] == "check" then
  stream:write("+OK ctibar_deadman")
  return
end

local number, context = argv[1] or "9664", argv[2] or "public"

local function variable(uuid, name)
  local value = api:executeString("uuid_getvar " .. uuid .. " " .. name)
  if value == "_undef_" or value == "" or value:sub(1, 4) == "-ERR" then
    return nil
  end
  return value
end

local function shows(uuid, header)
  return api:executeString("uuid_dump " .. uuid):find(header, 1, true) ~= nil
end

local function talks(uuid)
  return variable(uuid, "bridge_to") or variable(uuid, "current_application") == "conference"
end

-- A party from outside, whoever called whom. Phones of agents carry their names.
local function is_customer(uuid, role)
  return role == "caller" or (variable(uuid, "cti_agent") == nil and shows(uuid, "Answer-State: answered"))
end

-- A caller whom ctibar never took: it was gone already.
local function is_new(uuid)
  return variable(uuid, "current_application") == "park" and shows(uuid, "Call-Direction: inbound")
end

local customers, phones = {}, {}
for uuid in api:executeString("show channels as json"):gmatch('"uuid":"([%x%-]+)"') do
  local role = variable(uuid, "cti_role")
  if not talks(uuid) then
    if role and not is_customer(uuid, role) then
      table.insert(phones, uuid)
    elseif role or is_new(uuid) then
      table.insert(customers, uuid)
    end
  end
end

for _, uuid in ipairs(phones) do
  api:executeString("uuid_kill " .. uuid)
end
for _, uuid in ipairs(customers) do
  -- None of ours any more: what ctibar had asked of the leg would keep it parked after the fallback hangs up.
  api:executeString("uuid_setvar_multi " .. uuid .. " cti_role=;cti_state=fallback;park_after_bridge=;"
    .. "uuid_bridge_park_on_cancel=;park_after_early_bridge=;continue_on_fail=;hangup_after_bridge=true;"
    .. "hold_hangup_xfer_exten=;force_transfer_context=")
  api:executeString("uuid_transfer " .. uuid .. " " .. number .. " XML " .. context)
end
api:executeString("sched_api +10 ctidead lua ctibar_deadman.lua " .. number .. " " .. context)
if #customers + #phones > 0 then
  freeswitch.consoleLog("warning", "ctibar has not been heard of: " .. #customers .. " customers went to "
    .. number .. ", " .. #phones .. " phones were ended\n")
end
