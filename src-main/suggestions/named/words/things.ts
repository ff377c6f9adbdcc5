/** Weapons, vehicles, machines, tools, doors, household things. */
export const thingWords = `
GUNS 0.5/1.6: weapon, weapons, wpn
WEAPONS 2/2.4: weapon, weapons, weap, wpn, melee, blade weapon, combat weapon
WEAPSwrd 5: sword, swords, katana, rapier, sabre, saber, scimitar, cutlass, broadsword, longsword, claymore, swrd, sheath, unsheath, unsheathe, machete, sword clash, swordfight, zweihander, gladius
WEAPKnif 4: knife, dagger, knives, dirk, switchblade, stiletto, throwing knife, shuriken, kunai, butcher knife
WEAPAxe 4: axe, hatchet, tomahawk, battleaxe
WEAPBlnt 4: mace, club weapon, flail, staff, quarterstaff, morningstar, nunchaku, nunchuck, war hammer, warhammer, cudgel, baton, baseball bat, club, maul, truncheon, brass knuckles
WEAPPole 4: spear, pike, lance, halberd, javelin, trident, polearm, glaive, pitchfork, naginata, harpoon
WEAPBow 4: bow, crossbow, longbow, bowstring, archery, archer, slingshot, sling, shortbow, xbow
WEAPArro 5: arrow impact, arrow hit
WEAPArro 4: arrow, arrows, bolt crossbow, quiver, dart, darts
WEAPArmr 4: shield, armor, armour, helmet, chainmail, chain mail, gauntlet, breastplate, plate armor, buckler
WEAPSiege 5: catapult, trebuchet, siege, ballista, battering ram, onager, siege engine, mangonel, ram siege
WEAPWhip 4: whip, bullwhip, whipcrack, whip crack, lash
WEAPMisc 3: boomerang, nunchucks, blowgun dart, grenade throw, weapon switch, weapon pickup, change weapon, weapon select, weapon draw
GUNS 4/4: gun, guns, gunshot, gun shot, gunfire, firearm, firearms, gun fire, no ammo, dryfire, dry fire, gunner, shot gun, ammo, outofammo
GUNAuto 5: machinegun, machine gun, minigun, gatling, chaingun, uzi, smg, submachine, ak47, m16, mp5, mp40, assault rifle, m60, mgun, automatic rifle, mg, mg42, tommy gun, autogun, hmg, lmg, famas, m4a1, ak
GUNPis 5: pistol, revolver, handgun, glock pistol, colt, desert eagle, magnum, beretta, luger, deagle, 9 mm, sidearm
GUNRif 5: rifle, sniper, snipe, carbine, m1 garand, winchester, bolt action, railgun rifle, awp, scout rifle
GUNShotg 5: shotgun, sawnoff, sawed off, pump action, boomstick, double barrel, sshotgun
GUNArtl 5: artillery, mortar, howitzer, bazooka, rocket launcher, rocketlauncher, rpg, flak, grenade launcher, launcher, anti aircraft, tank gun, katyusha, mlrs, autocannon
GUNCano 5: cannon, cannons, cannonball, canon, naval gun
GUNMech 5: reload, reloading, cocking, gun cock, magazine clip, bolt rack, clip in, clip out, ammo pickup, ammo, load gun, unload, chamber, empty clip, out of ammo, trigger, safety catch, shell insert, dry fire, empty gun, gun click, no ammo
GUNHndl 3: gun handling, holster, raise weapon, lower weapon, gun foley, gun pickup
GUNAntq 5: musket, flintlock, blunderbuss, matchlock, arquebus, muzzleloader, antique gun
GUNSupr 5: silencer, silenced, suppressed, suppressor
GUNTech 4: plasma gun, plasmagun, plasma, gauss, railgun, rail gun, bfg, blaster rifle, coilgun, ion cannon, energy weapon, particle gun, raygun
BULLETS 4/4: bullet, bullets, tracer, projectile, shrapnel
BLLTRico 5: ricochet, ricco, rico, ric, ricochets, richochet
BLLTBy 4: bullet by, whizby, whiz by, bullet whiz, bullet flyby, flyby bullet, bullet pass, zing bullet
BLLTImpt 5: bullet impact, bullet hit, bullet hits, bulletimpact, bullet wall, shot hit
BLLTShel 5: shell casing, bullet casing, brass casing, casing, casings, shell drop, shells, cartridge, ejected shell
EXPLOSIONS 6/5: explosion, explosions, explode, exploding
EXPLOSIONS 5/5: expl, explo, explos, explons, blast, blasts, boom, kaboom, detonation, detonate, detonator, bomb, bombs, bombing, bombard, grenade, dynamite, landmine, land mine, mine explosion, nuke, nuclear, warhead, missile hit, torpedo, kamikaze explosion, airburst, big bang, demolition charge, napalm, airstrike, sticky bomb, mine, depth charge, cluster bomb, atomic
EXPLOSIONS 4: tnt, gunpowder
EXPLMisc 2: explosion, explode, expl, blast, boom, explo, explons
LASERS 4/5: laser, lasers, lsr, lazer, phaser, las, disintegrator
LASRGun 5: laser gun, laser, lsr, lazer, blaster, phaser, ray gun, laser shot, laser fire, pew, pewpew, zapper gun, turbolaser, laser shoot, lasers
LASRBeam 4: laser beam, beam, tractor beam, beam loop
LASRImpt 4: laser hit, laser impact, beam hit
AIRCRAFT 4/4: aircraft, airplane, aeroplane, plane, planes, airliner, aviation, airport plane, jumbo, flyover, fly over, cessna, biplane, glider, hangglider, hot air balloon, zeppelin, blimp, airship, cockpit, boeing, concorde, spitfire, aerobatic
AEROHeli 5: helicopter, chopper, heli, helo, copter, gyrocopter, rotor blades, helicopters
AEROJet 5: jet, jetplane, fighter jet, f16, f18, jumbo jet, 747, jet engine, airbus, jet fighter
AEROProp 5: propeller, prop plane, biplane, propellor, cessna, piper cub, plane prop, plane
AEROMil 4: bomber, fighter plane, warplane, vtol, stuka, b17, b52, military plane, warthog
AERORckt 5: rocket, rockets, rocket launch, space shuttle, shuttle launch, missile launch, rocket takeoff, saturn v
AERORadio 5: rc plane, drone quadcopter, quadcopter, uav, rc helicopter, rc heli
AIRCRAFT 2: takeoff, fly by, flyby, take off, hangar
VEHICLES 4/4: vehicle, vehicles, veh, automobile, auto car, traffic vehicle, driving, drive by, driveby, parking car, jeep, buggy, hovercraft, tractor, transport, gearshift, gear shift, ignition, cars
VEHCar 5: car, cars, sedan, taxi, cab, volvo, honda, toyota, ford car, mercedes, bmw, audi, porsche, ferrari, vw, volkswagen, mustang car, car engine, automobile, convertible, hatchback, limousine, car start, car pass
VEHTruck 5: truck, lorry, pickup truck, van, suv, jeep, semi truck, minivan, 18 wheeler, tow truck, dump truck
VEHBus 5: bus, school bus, minibus, omnibus, trolleybus, coach bus
VEHMoto 5: motorcycle, motorbike, moped, scooter, vespa, harley, dirtbike, dirt bike, motocross, quad bike
VEHBike 5: bicycle, bike, cyclist, cycling, bike bell, pedal bike, tricycle, freewheel, bike chain
VEHMil 5: tank, tanks, tread, treads, halftrack, half track, apc, panzer, humvee, military vehicle, caterpillar tracks
VEHTire 4: tire, tyre, tires, wheel spin, gravel drive, burnout
VEHSkid 5: skid, skidding, tire screech, tyre screech, peel out, drift, car skid, screeching tires
HORNS 3: toot, tooting, honk horn
VEHHorn 5: car horn, carhorn, honk, vehicle horn, truck horn, klaxon, beep beep, hoot horn, honking
VEHSirn 5: police siren, ambulance siren, fire engine siren, police car, firetruck siren
VEHEmrg 4: ambulance, fire truck, fire engine, firetruck, police vehicle, emergency vehicle
VEHRace 5: race car, racecar, formula 1, f1, nascar, racing car, rally, gokart, go kart, kart, karting, dragster
VEHFarm 4: tractor, combine harvester, farm vehicle, harvester
VEHCnst 4: bulldozer, excavator, backhoe, digger, forklift, crane truck, steamroller, front loader
VEHDoor 4: car door, cardoor, vehicle door, truck door, van door, car trunk, car hood
VEHBrake 4: car brake, brakes, brake squeal, hand brake, handbrake, air brake, braking
VEHWagn 4: wagon, carriage, cart, stagecoach, chariot, horse cart, horse carriage, ox cart, sleigh
VEHBy 2: pass by, passby, drive by
VEHAntq 3: model t, vintage car, antique car, oldtimer
VEHUtil 4: garbage truck, street sweeper, golf cart, snow plow, dustcart
VEHAlrm 4: car alarm
VEHMech 3: windshield wiper, wipers, seat belt, seatbelt, turn signal, blinker, glovebox, indicator car
TRAINS 5/5: train, trains, railway, railroad, locomotive, rail, loco, rail train, freight train, choo choo, tgv, monorail, railcar, wagons train, train pass, train station pass
TRNSteam 5: steam train, steam locomotive, steam engine train, steamtrain
TRNTram 5: tram, streetcar, trolley, tramway, cable car
TRNSbwy 5: subway, metro, london underground, underground train, underground train, tube train
TRNHorn 5: train horn, train whistle, locomotive whistle
TRNDiesl 4: diesel locomotive, diesel train
TRNElec 3: electric train
TRNHspd 4: bullet train, high speed train, shinkansen
TRNClak 3: railroad track, train tracks, rail clack
ALRMBell 4: level crossing, railroad crossing, rail crossing, crossing bell, crossing, alarm bell, fire bell, school bell alarm
BOATS 4/4: boat, boats, ship, ships, ferry, vessel, tugboat, yacht, catamaran, raft, gondola, hovercraft boat, barge, galleon, marine boat
BOATHorn 5: boat horn, ship horn, foghorn, fog horn, ferry horn, steamship horn, tug horn
BOATRow 5: rowboat, canoe, kayak, row, rowing, oar, paddle boat, oars
BOATSail 5: sailboat, sailing, sailing ship, schooner, rigging, sails, galleon, pirate ship
BOATMotr 5: motorboat, speedboat, outboard, motor boat, jetski, jet ski
BOATShip 4: ship, cargo ship, cruise ship, ocean liner, steamer, freighter
BOATSub 5: submarine, sonar, periscope, uboat
HORNS 4/4: horn, horns, airhorn, vuvuzela, hunting horn, shofar, conch, alphorn, war horn, horn signal, horn blast, bulb horn, trumpet horn
HORNTrad 4: horn signals, horn signal, hunting horn, war horn, shofar, alphorn, conch, viking horn, signal horn, battle horn
HORNAir 5: air horn, airhorn
HORNCele 4: vuvuzela, party horn, party blower, noisemaker
ALARMS 4/4: alarm, alarms, siren, sirens, klaxon, smoke detector, burglar alarm, warning siren, red alert, evacuation, alrm
ALRMSirn 5: siren, air raid, air raid siren, tornado siren, sirens, civil defense siren
ALRMClok 5: alarm clock, alarmclock, wake up alarm
ALRMBuzr 5: buzzer, game show buzzer, buzz wrong, quiz buzzer
ALRMElec 4: electronic alarm, smoke alarm, burglar, security alarm
BELLS 4/4: bell, bells, belltower, ringing bell, bell toll, tolling, bell ring
BELLDoor 5: doorbell, door bell, ding dong, dingdong, door chime
BELLHand 5: handbell, dinner bell, desk bell, hotel bell, service bell, bicycle bell, reception bell, hand bell, counter bell, school bell
BELLLrg 5: church bell, churchbell, cathedral bell, temple bell, big ben, tower bell, large bell
BELLGong 5: gong, tamtam, tam tam, singing bowl, tibetan bowl
BELLAnml 5: cowbell animal, sheep bell, goat bell, cat bell, cattle bell, sleighbell
CLOCKS 4/4: clock, clocks, stopwatch, grandfather clock, pocket watch, wristwatch, cuckoo clock, chronometer, hourglass
CLOCKTick 5: tick, tock, ticktock, ticking, tick tock, clock tick, metronome, clock ticking
CLOCKChim 5: clock chime, clock strike, grandfather clock chime, cuckoo clock, westminster chimes
DOORS 4/4: door, doors, doorway, gateway, trapdoor, trap door, hatch, garage door, drawbridge, portcullis, door open, door close, door slam, dor
DOORGate 5: gate, gates, fence gate, garden gate, portcullis, iron gate, stone gate
DOORHdwr 5: door unlock, door lock, doorknob, door handle, doorhandle, door latch, knob, hinge, door knob, deadbolt, lock door
DOORHdwr 3: keyhole
DOORKnck 5: knock, knocking, door knock, knock door, door knocker, knocker
DOORCreak 5: door creak, creaky door, squeaky door, door squeak
DOORGlas 4: glass door, shower door
DOORWood 4: wooden door, wood door, door wood, oak door
DOORMetl 4: metal door, steel door, iron door, steel bar door
DOORSlid 4: sliding door, slide door, patio door, sliding glass door
DOORAppl 4: fridge door, refrigerator door, oven door, microwave door, appliance door
DOORCab 4: cabinet, cupboard, closet, wardrobe, locker
DOORElec 4: automatic door, electric door, elevator door, door electric
DOORTech 3: airlock, scifi door, sci fi door, blast door
DOORPrisn 4: prison door, jail door, cell door, jail cell
DOORDungn 4: dungeon door, castle door
DOORRevl 4: revolving door
DOORSton 4: stone door, tomb door
DRAWERS 5/5: drawer, drawers, filing cabinet, file cabinet, dresser
WINDOWS 4/4: window, windows glass, windowpane, shutter window, window open, window close, blinds, curtain, venetian blind, sash
WNDWCover 4: blinds, curtain, curtains, shutters, venetian blind, roller blind
MACHINES 3/4: machine, machines, machinery, mach, engine room, factory machine, vending machine, washing machine machine, dispenser
MACHAppl 5: toaster, blender, washing machine, dishwasher, refrigerator, fridge, microwave, oven, vacuum cleaner, vacuum, hoover, hair dryer, hairdryer, coffee machine, coffee maker, espresso machine, washer, dryer, food processor, juicer, mixer kitchen, clothes dryer, electric razor, shaver, toothbrush electric, sewing machine, freezer, appliance
MACHElev 5: elevator, lift elevator, elevators, paternoster
MACHEscl 5: escalator, moving walkway
MACHFan 5: fan, ceiling fan, ventilator, fans, desk fan, extractor fan
MACHHvac 5: air conditioner, air conditioning, hvac, aircon, heater, ventilation, furnace, boiler
MACHPump 5: pump, pumpjack, oil pump, oilpump, water pump, bilge pump
MACHInd 5: steam hammer, drop forge, forging, punch press, stamping press, factory, conveyor, conveyor belt, sawmill, assembly line, printing press, loom, industrial machine, mill, forge machine
MACHCnst 4: pile driver, piledriver, cement mixer, concrete mixer, drilling rig, crane construction
MACHGrdn 4: lawn mower, lawnmower, leaf blower, mower, hedge trimmer, weed whacker, strimmer
MACHOffc 5: printer, photocopier, copier, fax, fax machine, shredder, laminator, paper shredder, dot matrix, scanner office
MACHAmus 4: slot machine machine, ferris wheel, roller coaster, rollercoaster, carousel, pinball machine
MACHMed 4: ventilator medical, xray, x ray, mri, ekg machine, defibrillator, dialysis
MACHAntq 3: steam engine, spinning wheel, windmill, water wheel, watermill
MACHTech 2: generator scifi, teleporter machine
MECHANICAL 4/4: mechanical, mechanism, mech, contraption, gadget, device mechanism, pneumatic, piston
MECHSwtch 5: switch, switches, light switch, lightswitch, toggle switch, breaker, circuit breaker, switch flip, flip switch
MECHClik 5: button push, pushbutton, push button, button press, ratchet click, mechanical click, clicker, dial click
MECHLvr 5: lever, levers, crank, wall lever, lever pull
MECHLock 5: lock, unlock, padlock, combination lock, lockpick, lock pick, safe dial, keylock
MECHLtch 5: latch, clasp, clip latch, buckle latch, bolt latch
MECHGear 5: gear, gears, cog, cogs, clockwork, cogwheel, winding, wind up
MECHHydr 5: piston, hydraulic, hydraulics, pneumatics, pneumatic piston, steam piston
MECHRtch 5: ratchet, ratchets, winch ratchet, socket wrench
MECHPuly 5: pulley, winch, windlass, hoist
MECHRelay 5: relay, solenoid, contactor
MECHRolr 4: roller, rollers, conveyor roller
MOTORS 3/4: motor, motors, engine, engines, generator, turbine, revving, rev, idling engine, motor idle, engine idle, combustion, dynamo
MOTRComb 4: steam engine, engine, diesel engine, gas engine, engine start, engine stop, engine loop, chugging, generator, outboard motor
MOTRElec 4: electric motor, dc motor, dynamo
MOTRSrvo 5: servo, servos, servo motor, actuator, stepper
MOTRTurb 5: turbine, turbines, gas turbine, turbo
TOOLS 4/4: tool, tools, workshop, toolbox, carpentry, carpenter, blacksmith, anvil, diy
TOOLHand 5: hammer, hammering, saw, sawing, handsaw, hacksaw, chisel, screwdriver, wrench, spanner, pliers, sandpaper, file tool, shovel, spade, pickaxe, pick axe, crowbar, nail hammer, sander, mallet, sledgehammer, anvil, tape measure, scissors, plane tool, mining pick, dig shovel, trowel
TOOLPowr 5: drill, electric drill, power drill, chainsaw, circular saw, buzzsaw, buzz saw, jigsaw, grinder, angle grinder, belt sander, router tool, electric screwdriver, power saw, table saw, cordless drill, power tool, powertool, nail gun, rotary tool, dremel, lathe
TOOLPneu 5: jackhammer, jack hammer, pneumatic hammer, pneumatic drill, air wrench, impact wrench, rivet gun, air compressor, sandblaster, staple gun
TOOLGrdn 4: rake, raking, hoe, garden shears, pruning, secateurs, hose garden, watering can, scythe
COMPUTERS 4/5: computer, computers, laptop, pc, modem, server room, dialup, floppy, floppy disk, hard disk, hdd, harddrive, hard drive, mainframe, ssd, mac computer, commodore, cdrom, cd rom, dvd drive, netbook
CMPTKey 5/6: keyboard, keyboards, keystroke, keystrokes, key press, keypress, key release, keyrelease, key up, key down, keydown, typing, type keyboard, mouse click, mouseclick, computer mouse, mechanical keyboard, buckling spring, model m, cherry mx, keycap, keycaps, spacebar, space bar, backspace key, numpad, mouse button, mouse wheel, touchpad, qwerty, typist
CMPTDriv 5: hard drive, harddrive, hard disk, floppy, disk drive, cd drive, dvd drive, disc drive
COMMUNICATIONS 3/4: communication, communications, comms, broadcast, transmitter, antenna
COMTelph 5: telephone, phone, phones, dial tone, dialtone, telefon, ringtone phone, busy signal, busy tone, payphone, rotary phone, handset, hang up, phone ring, phonering, dtmf, phone call, answering machine, landline, switchboard, ringback, rotary dial, incoming call, outgoing call, call waiting
COMCell 5: cellphone, cell phone, mobile phone, iphone, smartphone, ringtone, sms, text message, vibrate phone, mobile
COMRadio 5: radio, ham radio, shortwave, tuning radio, radio tune, am radio, fm radio, radio tuning
COMTran 5: walkie talkie, walkietalkie, transceiver, cb radio, squelch, intercom, radio click, roger beep, push to talk, radio beep, two way radio
COMStatic 5: static, white noise, radio static, tv static, interference, noise radio
COMTelm 5: morse, morse code, telegraph, telemetry, teletype, telex, ticker tape, sputnik
COMTv 5: television, tv, tv set, crt
COMCam 5: camera, shutter, cam shutter, camera shutter, photo, polaroid, flash camera, photograph, screenshot, screen capture, camera click, snapshot, shutter click, camcorder, projector film
COMPhono 5: vinyl, turntable, phonograph, gramophone, record player, record scratch, dj scratch, record needle, needle drop, backspin, scratch vinyl, lp record, vinyl scratch
COMAv 5: tape recorder, cassette, projector, vcr, cassette player, reel to reel, vhs, tape deck, slide projector, film projector, dictaphone, cd player
COMMic 4: microphone, mic, mike, mic feedback, mic handling, feedback
COMType 5: typewriter, type writer, typewriter bell, typewriter key, carriage return
BEEPS 3/3: beep, beeps, blip, bleep, bip, beeper, bleeps, beeping
BEEPTimer 4: timer, timer beep, egg timer, kitchen timer, timer end
BEEPMed 4: ecg, ekg, heart monitor, hospital monitor, medical beep, flatline
BEEPAppl 3: microwave beep, appliance beep, oven beep
BEEPLofi 4: 8bit, 8 bit beep, chip beep, lofi beep
GAMES 3/3: game, videogame, casino, poker, roulette, dice, pinball, arcade, chess, domino, dominoes, mahjong, jackpot, billiard, billiards, pool ball, card game, playing cards, monopoly, bingo, arcade game, game piece
GAMECas 4: slot machine, casino, roulette, poker chip, poker chips, jackpot, craps, blackjack
GAMEBoard 4: board game, chess, checkers, backgammon, dice, scrabble, chess piece, dice roll, dice throw, domino
GAMEArcd 4: arcade, pinball, air hockey, skee ball, coin op, pinball flipper
GAMEVideo 4: video game, videogame, 8bit, 8 bit, 16 bit, retro game, powerup, power up, coin pickup, level up, levelup, extra life, 1up, game over jingle, collect item, pickup coin, pacman, nes, gameboy, bonus, chiptune sfx, respawn, spawn, checkpoint, high score, highscore
GAMEMisc 5: card flip, card shuffle, cards, shuffle cards, card deal, deal cards, playing card, card, card slide, card place
OBJCoin 5: coin, coins, gold coin, money, cash, loose change, penny, coin drop, coin flip, gold, treasure, doubloon
OBJKey 5: keys, key ring, keychain, key jingle, keyring, jingle keys, car keys
OBJBook 5: book, books, page turn, pageturn, turn page, flip page, page flip, book close, book open, notebook, newspaper page, bookshelf, bible, pages
OBJBag 4: bag, backpack, purse, handbag, plastic bag bag, rucksack, pouch, sack
OBJLug 4: suitcase, luggage, briefcase
OBJZipr 4: zipper, zip jacket, unzip, zipper open
OBJFurn 5: chair, chairs, table furniture, couch, sofa, bed springs, bed creak, furniture, office chair, desk, stool, rocking chair, bench, mattress, bookcase
OBJHsehld 4: light bulb, lightbulb, candle holder, clothespin, ironing board, household, mop, broom, vase, mirror, hanger, clothes hanger, toothbrush, iron clothes, picture frame, ladder, lamp, feather duster, bed sheet
OBJHsehld 2.5: bucket
OBJOffc 4: stapler, hole punch, paper clip, binder, rubber stamp, stamp ink, calculator, desk object, pencil sharpener, office supplies
OBJWrite 5: pencil, pen, writing, chalk, chalkboard, marker pen, blackboard, whiteboard, scribble, crayon, eraser, handwriting, quill, paintbrush, brush paint, drawing pencil
OBJTape 5: duct tape, scotch tape, adhesive tape, masking tape, sticky tape, packing tape, tape measure pull
OBJUmbr 5: umbrella, parasol
OBJWhled 4: shopping cart, trolley cart, wheelbarrow, wheelchair, stroller, baby carriage, skateboard object, hand truck, pushcart, dolly cart
OBJMed 4: pill bottle, pills, syringe, stethoscope, band aid, crutches, medicine bottle
OBJPack 4: cardboard box, cardboard, packaging, styrofoam, bubble wrap, gift wrap, box open, package, parcel, box drop, cardboard box drop, crate open
OBJCont 4: chest open, treasure chest, chest close, open chest, close chest, chest, toolbox, trunk chest, tin can, aluminum can, soda can, jar, box, barrel, crate, bottle container, canister, container, lunchbox, aerosol can, spray can, lighter case
OBJCont 2: lid
OBJJewl 4: jewelry, jewellery, necklace, bracelet, ring jewel, earring, gem, gems, diamond, crystal gem
OBJFash 4: glasses spectacles, sunglasses, belt buckle, watch strap, belt, hat clothing, shoe lace
OBJECTS 2/2: item, items, object, objects, prop, props, inventory, pickup, pick up, collect, thing
OBJGym 3: dumbbell, barbell, weights gym
EQUIPMENT 3/3: equipment, gear equip, harness, parachute, tent, camping gear, equip
EQUIPBridle 4: saddle, bridle, stirrup, reins, horse tack
EQUIPTact 4: holster, tactical vest, kevlar, night vision, handcuffs, cuffs
EQUIPSprt 4: skateboard, golf club, tennis racket, fishing rod, fishing reel, roller skates, rollerblade, baseball glove, ski pole, snowboard
EQUIPRec 4: tent, sleeping bag, fishing pole, lantern camping
SPORTS 3/4: sport, sports, football, soccer, tennis, golf, hockey, baseball, basketball, boxing, volleyball, bowling, cricket bat, skiing, archery range, gymnastics, ball bounce, ballkick, golf swing, badminton, ping pong, pingpong, rugby, pool billiards, ball hit, bouncing ball, sport ball
SPRTCourt 4: basketball, tennis, volleyball, squash, racquetball, badminton, dribble
SPRTField 4: football, soccer, golf, baseball, cricket match, rugby, goal kick, frisbee, golf swing
SPRTIndor 4: bowling, ping pong, table tennis, billiards, snooker, darts game, foosball, bowling ball, bowling pin, bowling strike
SPRTSkate 4: skating, ice skating, skateboarding, skateboard trick, ice skate, roller skating, skateboard
SPRTWatr 4: diving board, surfing, water polo, waterskiing, swim race, pool dive
SPRTWntr 4: skiing, snowboarding, sledding, curling, ice hockey, hockey puck, sled, toboggan
SPRTGym 4: boxing bag, punching bag, treadmill, boxing bell, gymnast, weightlifting
SPRTTrck 4: hurdles, pole vault, long jump, sprinter, javelin throw
TOYS 4/5: toy, toys, yoyo, jack in the box, rattle toy, doll, spinning top, squeaky toy, squeak toy, rubber duck, teddy, kazoo, lego, slinky, balloon toy, action figure, windup toy, wind up toy
TOYMech 4: windup toy, wind up toy, spinning top, jack in the box, yoyo, clockwork toy, ray gun toy
TOYElec 4: electronic toy, toy robot, speak and spell, toy phone
FRWKMisc 5: firework, fireworks, firecracker, sparkler, pyrotechnic, bottle rocket, roman candle, petard, skyrocket, fireworks
FIREWORKS 4/4: firework, fireworks, firecracker, pyrotechnics, sparkler, roman candle
FGHTImpt 5: punch, punches, punching, slap, fist, uppercut, face punch, body punch, headbutt, karate, kung fu, jab, smack, backhand, haymaker, gut punch, fistfight
FGHTBf 5: bodyfall, body fall, body drop, ragdoll, fall body, body thud, knockdown
FGHTImpt 2: kick, hit body, whack
FIGHT 3/3: fight, fighting, brawl, wrestle, martial arts, combat, battle, melee, knockout, ko
FGHTGrab 3: grab, grapple, choke hold
SWOOSHES 5/4: swoosh, swooshes, whoosh, swish, swhoosh, whooosh, woosh, swing, swipe, swung, miss swing, throw, throwing, thrown, toss, hurl, whsh, swsh, air swing, arrow fly, arrowfly, flyby whoosh, sword swing, sword swish, swoop, axe swing, whip swish, slash air
DSGNWhsh 3: designed whoosh, cinematic whoosh, transition, trailer whoosh
DSGNBoom 5: cinematic boom, cineboom, sub boom, sub drop, boomer, trailer boom, cine boom
DSGNBram 5: braam, bram, braaam, inception horn
DSGNRise 5: riser, risers, uplifter, build up, buildup, rise fx, sweep up, downer, downlifter
DSGNDron 5: drone, drones, dark drone, drone loop
DSGNStngr 4: stinger horror, horror sting, jump scare, jumpscare, scare, dramatic hit, sting
DSGNImpt 4: cinematic impact, trailer hit, designed impact, impact fx, trailer impact, cinematic hit, slam hit
DSGNRmbl 4: rumble, low rumble, sub rumble, rumbling
DSGNErie 4: eerie, creepy, spooky, horror, haunted, scary, ominous, suspense, tension, ghostly, nightmare
DSGNEthr 4: ethereal, dreamy, heavenly, angelic pad, dream
DSGNGran 4: granular, grain delay, granulated
DSGNDist 4: distortion, distorted, bitcrush, overdrive
DSGNMorph 3: morph, morphing, transform, transformation
DSGNBass 3: bass dive, bass drop, sub dive, bassdrop
DSGNSynth 2: synth fx, synth sweep, laser sweep, zap fx, synth noise, sweep
DSGNTonl 2: tonal fx, tone fx, bell fx
DSGNRythm 2: rhythmic fx, pulse fx
DSGNVocl 3: processed voice, vocal fx, reverse voice
DESIGNED 3/3: designed, cinematic, trailer, sound design, sounddesign, sfx designed, fx, reverse, reversed, glitch fx, abstract, texture, transition, atmosphere fx, dsgn
SCIFI 4/4: scifi, sci fi, science fiction, alien, spaceship, space ship, starship, ufo, teleport, teleporter, teleportation, portal, warp, hyperspace, hyperdrive, forcefield, force field, futuristic, cyber, cyberpunk, stargate, space, jetpack, jet pack, tele, cloaking, cloak device, droid ship, timewarp, time machine, antigrav, flux, telein, teleout
SCIWeap 5: scifi weapon, sci fi weapon, scifi gun
SCIShip 5: spaceship engine, starship engine, spaceship hum
SCIShip 4: spaceship, space ship, starship, flying saucer, ufo, warp drive, hyperdrive, thruster, thrusters, space shuttle interior, landing craft
SCIWeap 4: plasma cannon, photon, photon torpedo, scifi weapon, disruptor, ion cannon, proton
SCIEnrg 4: force field, forcefield, energy field, energy, teleport, tractor beam, energy shield, power field, shield energy, electron
SCICmpt 4: scifi computer, computer beep, computer processing, hologram
SCIDoor 4: spaceship door, scifi door, airlock
SCIAlrm 3: red alert, scifi alarm
SCIVeh 4: hovercar, hover bike, hoverbike, speeder, hover, jetpack
SCIMach 3: cryo, teleporter, scifi machine, replicator
SCIRetro 3: theremin ufo, retro scifi, flying saucer
ROBOTS 4/4: robot, robots, droid, android, cyborg, robo, robotic, mecha, automaton, bot, exosuit, terminator
ROBTVox 4: robot voice, robot talk, robot speech, droid voice
ROBTMvmt 4: robot movement, robot walk, robot arm, robot move, robot servo
MAGIC 4/4: magic, magical, magick, spell, spells, wizard, witch, witchcraft, sorcery, sorcerer, enchant, enchanted, enchanting, wand, potion, incantation, rune, mana, summon, summoning, fairy dust, faerie, magi, mage, mystic, conjure, necromancy, warlock, charm spell, hocus pocus, buff, debuff, cast, casting, curse, hex, levitate, polymorph, resurrect, teleport spell, portal magic, voodoo, magicmissile
MAGAngl 4: heal, healing, holy, angel, angelic, divine, blessing, bless, halo, sacred, heavenly, cure, resurrect, prayer spell
MAGEvil 4: dark magic, magic dark, curse, necromancy, black magic, evil magic, hex, evil spell, shadow magic, unholy
MAGSpel 4: spell, spells, cast, casting, spellcast, incantation, summon, fireball spell, spell cast, lightning spell
MAGPoof 4: poof, puff of smoke, disappear, vanish
MAGShim 4: shimmer, sparkle, twinkle, fairy dust, glitter, shine, pixie dust, magic chime, bling, glimmer
MAGElem 3: fire spell, ice spell, frost spell, earth spell, water spell, frost, ice magic, fire magic
CARTOON 4/4: cartoon, cartoons, toon, comic, comedy, funny, slapstick, goofy, wacky, looney
TOONBoing 5: boing, boinggg, spring boing, bounce cartoon, boioing, sproing, bounce, bouncy
TOONPop 4: cork pop, mouth pop, popping cartoon, bubble pop, pop
TOONSplt 3: cartoon splat, splat, pie in face
TOONWhis 4: slide whistle, whistle down, whistle up, slidewhistle, cartoon fall
TOONTwang 4: twang, jaw harp, jews harp, mouth harp, ruler twang
TOONHorn 4: clown horn, bicycle horn, toon horn
TOONZip 4: zip cartoon, zing, cartoon zip, run off, bike zip
TOONWarb 4: warble, wobble, wobbly
TOONSqk 4: cartoon squeak
TOONClang 3: cartoon clang, frying pan hit
TOONVox 3: cartoon voice
TOONStrch 4: stretch cartoon, rubber stretch cartoon, cartoon stretch
FOOTSTEPS 6/5: footstep, footsteps, foot step, footfall, fstep, fsteps, foot, feet, step, steps, run steps, footwear, fs, boots, boot, heels, high heel, barefoot, sneaker, sneakers, shoes, stomp, stomping, tiptoe, tread foot, jog, jogging, stepping, stepsound, foots, footwork, shuffle feet, marching, ladder climb, stairs, footsteps stairs, flesh walk
FOOTSTEPS 3: strut, tramp, trudge, wade through, stride, hike
FOOTSTEPS 4: walk, walking, running
FEETHmn 3: footstep, step, fs, foot, feet, walk, steps, fstep, boot, sneaker, heels, human footstep, stepping, running, shoes, high heel, barefoot
FEETHors 6: horse steps, hoof, hooves, hoofs, horse gallop, gallop, trot, canter, horse walk, galloping, clip clop, clipclop, horse trot, horse run
FEETCrea 5: creature footstep, monster step, giant footstep, monster footstep, robot footstep, dinosaur footstep, mech step, mech walk
FEETAnml 5: dog footstep, cat footstep, paw, paws, animal footstep, dog running, claws walking
FOLEY 2/2: foley, fol
FOLYFeet 2: foley footsteps, foley feet
FOLYClth 3: foley cloth, clothing movement
FOLYHand 3: hand foley, hand clap foley, hand pat
MOVEMENT 2/2: movement, move, motion, moving, rustle movement, gear movement
MOVEHmn 2: human movement, crawl, crawling, climb, climbing
MOVECrea 2: creature movement, monster movement
MOVEAnml 2: animal movement
`;
