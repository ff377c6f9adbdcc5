-- @description Sonotheque: insert sent sounds
-- @about Waits for sounds that Sonotheque sends and inserts them at the edit cursor of the selected track.
-- Run it again to stop it.

local function data_folder()
  local system = reaper.GetOS()
  if system:match("^Win") then
    return (os.getenv("APPDATA") or "") .. "\\Sonotheque"
  end
  local home = os.getenv("HOME") or ""
  if system:match("OSX") or system:match("macOS") then
    return home .. "/Library/Application Support/Sonotheque"
  end
  local data = os.getenv("XDG_DATA_HOME")
  if data == nil or data == "" then data = home .. "/.local/share" end
  return data .. "/sonotheque"
end

local separator = package.config:sub(1, 1)
local queue = data_folder() .. separator .. "reaper-queue"
reaper.RecursiveCreateDirectory(queue, 0)

local POLL_SECONDS = 0.3
local LISTENING_SECONDS = 3
local next_poll, next_sign = 0, 0

local function sign_listening(now)
  if now < next_sign then return end
  next_sign = now + LISTENING_SECONDS
  local file = io.open(queue .. separator .. "listening", "w")
  if file then
    file:write(tostring(os.time()), "\n")
    file:close()
  end
end

local function orders()
  local found = {}
  -- Reaper remembers a folder's files; -1 makes it look again.
  reaper.EnumerateFiles(queue, -1)
  local index = 0
  while true do
    local name = reaper.EnumerateFiles(queue, index)
    if not name then break end
    if name:match("%.txt$") then found[#found + 1] = name end
    index = index + 1
  end
  table.sort(found)
  return found
end

local function carry_out(name)
  local path = queue .. separator .. name
  local file = io.open(path, "r")
  if not file then return end
  local lines = {}
  for line in file:lines() do lines[#lines + 1] = (line:gsub("\r$", "")) end
  file:close()
  -- Deleted before it is carried out: an order that fails must not come again and again.
  os.remove(path)
  if lines[1] ~= "sonotheque-insert 1" then return end
  reaper.Undo_BeginBlock()
  for index = 2, #lines do
    if lines[index] ~= "" and reaper.file_exists(lines[index]) then
      -- 0: on the selected track, at the edit cursor, which moves to the end of what was inserted.
      reaper.InsertMedia(lines[index], 0)
    end
  end
  reaper.Undo_EndBlock("Insert sounds from Sonotheque", -1)
  reaper.UpdateArrange()
end

local function listen()
  local now = reaper.time_precise()
  sign_listening(now)
  if now >= next_poll then
    next_poll = now + POLL_SECONDS
    for _, name in ipairs(orders()) do carry_out(name) end
  end
  reaper.defer(listen)
end

reaper.atexit(function() os.remove(queue .. separator .. "listening") end)
listen()
