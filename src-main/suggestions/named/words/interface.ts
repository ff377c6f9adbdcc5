/** User interfaces, generic actions that are weak hints only, kept recordings. */
export const interfaceWords = `
USER INTERFACE 4/6: ui, gui, user interface, interface, menu, menus, menu ui, hud, desktop, system sounds, freedesktop, theme sound, sound theme, stereo theme, gtk, kde, gnome, windows sounds, app sounds, feedback ui, console ui, dialog, toolbar
USER INTERFACE 2/2: sys, system, im, app, application, device, window manager, user
UIAlert 4: alarm clock elapsed, bell terminal, bell window system, battery caution, battery full, battery low, device added, device removed, dialog error, dialog information, dialog question, dialog warning, message new email, message new instant, message sent instant, message sent email, message attention, message contact in, message contact out, network connectivity established, network connectivity lost, power plug, power unplug, power plug battery low, software update available, software update urgent, suspend error, suspend resume, suspend start, system bootup, system ready, system shutdown, theme demo, window attention active, window attention inactive, window attention, window question, service login, service logout, desktop login, desktop logout, desktop screen lock, desktop screen unlock, desktop switch left, desktop switch right, complete download, complete copy, complete media burn, complete scan, file trash, trash empty, item deleted, item selected, lid open, lid close, count down ui, user attention
UIClick 4: button pressed, button released, button toggle on, button toggle off, menu click, menu popup, menu popdown, menu replace, notebook tab changed, tooltip popup, tooltip popdown, link pressed, link released, expander toggle on, expander toggle off, link pressed
UIMvmt 3: window close, window inactive click, window maximized, window minimized, window unmaximized, window unminimized, window move start, window move end, window resize start, window resize end, window new, window switch, window slide in, window slide out, scroll up, scroll down, scroll left, scroll right
COMTelph 4: phone outgoing busy, phone outgoing calling, phone incoming call, phone hangup, phone failure
VOICES 3: audio channel front left, audio channel front right, audio channel front center, audio channel rear left, audio channel rear right, audio channel rear center, audio channel side left, audio channel side right, audio channel, front left, front right, rear left, rear right, front center, speaker test
ARCHIVED 3: audio test signal, test signal
USER INTERFACE 3/3: button, buttons, select, selection, cursor, hover ui, mouseover, rollover, ok, accept, cancel, confirm, notify, notification, notifications, popup, pop up, tooltip, checkbox, radio button, dropdown, slider, scroll, login, logout, logon, logoff, startup, shutdown, start up, shut down, error, warning, question, information, info, message, messages, email, mail, new mail, chat, trash, trash empty, recycle, battery low, battery full, device added, device removed, plug, unplug, power plug, complete, completed, completion, done, success, failed, failure, fail, invalid, denied ui, bell window, dialog error, dialog warning, dialog information, dialog question, volume change, audio volume, suspend, resume, unlock screen, lock screen, window open, window close, window minimize, maximize, minimize, minimise, maximise, maximized, minimized, service login, service logout, contact, online, offline, network connected, network disconnect, disconnect, connect, connected, disconnected, download complete, sync, reminder, screen, critical, urgent, attention, tab, sidebar, widget, prompt, submit, navigation, nav, back, next, page, swipe ui, tap, tick box, toggle, toggled, toggle on, toggle off, activate, activated, deactivate, clicked, generic, join, leave, leave chat, arrive, receive, received, sent, send, notice, ping, exclamation, default beep, phone incoming, incoming message, incoming call ui, alert, ready, im message, msg, sms alert, instant message, drag, drop ui, drag start, drag accept, drag fail, item selected, item deleted, im contact, contact in, contact out, irc, app start, desktop login, desktop logout, close app, quit, exit, pause, unpause, settings, option, options, purchase, buy, sell, unavailable, access denied, k3b, kopete, session, theme
UIClick 5: click, clicks, ui click, button click, menu click, mouse ui click, clicked, tap, select, button, checkbox, toggle, slider, activate, toggled, menu select, ui select, keyclick, clik, menu item, press, pressed, selection
UIAlert 4: alert, notify, notification, message, error, warning, question, info, chat, email, mail, startup, shutdown, start up, shut down, attention, confirm, confirmed, ding, complete, success, failed, failure, join, leave, arrive, receive, generic, prompt, information, login, logout, new mail, invalid, exclamation, denied, ready, msg, reminder, contact, service, connected, disconnected, battery low, device added, notice, trash, alert message, warn, message admin, critical
UIBeep 4: ui beep, menu beep, bleep, blip, beep ui, bip
UIMvmt 4: slide, expand, contract, scroll, swipe, slide in, slide out, minimize, maximize, unfold, open menu, close menu, menu open, menu close, window slide, panel, transition ui, collapse menu
UIGlitch 4: glitch, glitchy, ui glitch, data glitch, buffer error
UIData 4: data, data processing, processing, telemetry ui, readout, computing, text scroll, calculation
WHISTLES 4/4: whistle, whistling, whistles, referee, referee whistle, pea whistle, tea kettle whistle, wolf whistle, police whistle, dog whistle
WHSTHmn 4: whistle, human whistle, wolf whistle, whistling, man whistle, finger whistle
WHSTMech 4: referee whistle, coach whistle, train conductor whistle, police whistle, pea whistle, whistle toy, whistle blow
ARCHIVED 6: impulse response, reverb impulse, room impulse, test tone, sine tone, 1k tone
ARCHIVED 2/2: room impulse, impulse response, test tone, sweep tone, reference tone, calibration, convolution, pink noise, slate, wild track, adr, reverb impulse, sine tone, work in progress, sine wave, 1k tone
VOICES 1/2: attack, die, hit, death, kill, order, go, build, select, work, walk voice, fish order, move out, ready, win, lose, lost, won, warn
CREATURES 1/1: attack, die, idle, death, hit, sight, spawn, bite, roar
WEAPONS 1/2: attack, hit, swing, slash, draw, block, parry, shoot, fire, throw, melee, stab
WEAPMisc 1: attack, block, parry
GUNS 2/2: shoot, shot, fire weapon, firing, shots, shooting, firing gun
FIGHT 1/1: hit, kick, thud, impact, attack, fall
SWOOSHES 2.5/1: miss
SWOOSHES 1/1: dodge, fly, launch
EXPLOSIONS 1/1: impact, burst, big, destroyed
DESIGNED 1/1: boom, hit, impact, sub, low, deep, dark, slam
MECHANICAL 1/1: click, clunk, clack, snap, crank, open, close, load, rattle
DOORS 2/2: open, close, opening, closing, slam, shut, unlock, opened, closed
DOORS 1/1: creak, squeak, lock
OBJECTS 1/1: drop, put, take, get, grab, place, shake, drag, pick, set down, handle
METAL 1/1: clatter, rattle, scrape, ring, grind, screech, hit
WOOD 1/1: thud, thump, knock, crack, creak
GLASS 1/1: crash, break, smash, shatter, clink
DESTRUCTION 1/1: break, smash, fall, destroy, crash, crunch
WATER 1/1: drop, flow, bubbling, gush
AIR 1/1: blow, puff, hiss, pop
ELECTRICITY 1/1: buzz, crackle, hum
MACHINES 1/1: start, stop, loop, running machine, run machine, hum, industrial, engine
MOTORS 1/1: start, stop, idle, rev, loop, hum
MUSICAL 2/4: loop, loops, riff, bars, bar, intro, outro, jingle, drop, hard, thick, clean, min, maj, minor, major, hi, lo, tone, accent
CARTOON 1/1: pop, spring, squeak, squeeze, jump
GAMES 2/2: bonus, coin, levelup, powerup, pickup, lose, win, score, collect, reward, achievement
VEHICLES 1/1: drive, ride, turbo, brake, crash, start
AIRCRAFT 1/1: fly, takeoff, landing, wing, flight
SCIFI 1/1: energy, power, electronic, beam, charge, powerdown, power down, shield
MAGIC 1/1: aura, power, light, charge, sparkles, protect, teleport
CREATURES 1: breath, growl, evil
HUMAN 1/1: breath, body
AMBIENCE 1/2: exterior, interior, ext, int, distant, quiet, outside, inside, indoor, outdoor, morning, evening, afternoon, summer, winter, autumn, spring season, local
`;
