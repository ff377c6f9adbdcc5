/** Elements, weather, places and materials. Materials are weak: `footstep_wood` is a footstep, `arrow_metal` an arrow. */
export const natureWords = `
WATER 3/4: water, waters, liquid water, underwater, aqua, ocean, river, stream, creek, brook, lake, sea, pond, pool, swim, swimming, splash, watersplash, dive, wet, canal, flood, tide, swimmer, submerge
WATRSplsh 5: splash, splashes, splashing, water splash, cannonball splash, plunge, splosh, dive water
WATRDrip 5: drip, drips, droplet, droplets, drop water, water drop, waterdrop, dripping, water drip, leak, water drops, trickle drip, plip
WATRBubl 3: boil
WATRBubl 5: bubble, bubbles, bubbling, boiling water, blub, glug
WATRFlow 5: river, stream, creek, brook, flowing, trickle, babbling, water flow, river slow, current water, spring water, rivulet
WATRTurb 4: rapids, whitewater, white water, raging, river raging, torrent, dam release
WATRFall 5: waterfall, cascade, waterfalls, water fall
WATRWave 5: wave, waves, ocean waves, sea waves, wave crash, breakers
WATRSurf 4: surf, shore break, surf zone
WATRLap 4: lapping, lap, water lap, lakeside water, dock water
WATRPlmb 5: faucet, toilet, shower, sink, tap water, flush, toilet flush, bathtub, plumbing, washbasin, bath, bidet, water tap, water pipe, urinal, spigot
WATRPour 4: pour water, water pour, fill, water fill, pouring, filling, water bucket
WATRSpray 4: hose, sprinkler, spray, spraying, water spray, spray bottle, squirt, squirting, water gun, jet water
WATRFoun 5: fountain, fountains
WATRDran 5: drain, draining, gurgle, gutter, sewer drain, plughole
WATRUndwtr 4: underwater, submerged, hydrophone
WATRStm 3: steam, vapor, vaporizing, kettle steam
WATRFizz 4: fizz, fizzy, effervescent, carbonated, alka seltzer
WATRMvmt 4: swim, swimming, wade, wading, paddle water, water movement
LIQUID & MUD 4/4: liquid and mud, liquid & mud, liquid, liquids, mud, muddy, slime liquid, goo, sludge, oil liquid, ooze, slurp, syrup, gloop, swamp mud, quicksand, viscous, honey, jelly, slop
LIQBubl 3: mud bubbles, swamp bubbles, tar bubbles
RAIN 4/4: rain, rainy, rainfall, drizzle, downpour, raindrop, raindrops, stereo rain, shower rain, monsoon, rainstorm, pitter patter
WEATHER 4/4: weather, storm, thunder, thunderstorm, lightning, hail, hailstorm, blizzard, thunderclap, stormy
WIND 4/4: wind, winds, windy, breeze, gale, howling wind, draft, windloop, mistral, gust, windstorm
WINDGust 5: gust, gusts, wind gust, gusty, windgust
WINDVege 5: wind leaves, wind trees, wind in trees, wind forest, wind grass, wind through trees
WINDTurb 5: windstorm, wind storm, gale, strong wind, stormy wind, hurricane wind, wind strong
WINDTonl 4: wind whistle, wind howl, howling wind, whistling wind
WINDInt 3: wind interior, wind indoor, wind window
NATURAL DISASTER 4/4: natural disaster, disaster, disasters, earthquake, avalanche, tornado, tsunami, hurricane, typhoon, volcano, eruption, landslide, twister, cyclone, meteor strike, quake
NATDQuak 5: earthquake, quake, tremor, seismic, earth quake
NATDVolc 5: volcano, eruption, volcanic
NATDAval 5: avalanche, landslide, rockslide, mudslide
NATDTorn 5: tornado, twister
GEOTHERMAL 4/4: geyser, lava, magma, hot spring, fumarole, hotspring, mud pot, geothermal
GEOLava 5: lava, magma
FIRE 4/4: fire, flame, flames, fiery, bonfire, campfire, burn, burning, burnt, fireplace, ember, wildfire, blaze, flaming, inferno, incendiary, matches, ignite, inflame, flamer, molotov
FIREBurn 2.5: furnace, boiler fire, stove, oven fire
FIREBurn 4: campfire, fireplace, burning, bonfire, fire loop, fire small, fire large, fire burning, hearth, wood fire, forest fire, fire roar
FIRECrkl 5: crackle, crackling, fire crackle, ember
FIREIgn 5: ignite, ignition fire, lighter, zippo, match, light match, flint, flint and steel, match strike, inflame, kindle, lighter flick
FIREBrst 5: flamethrower, flame thrower, fire burst, flame burst, flamer, flame, fire blast, dragon breath fire
FIREGas 5: blowtorch, gas burner, gas stove, gas flame, bunsen, gas torch, welding torch, stove burner, gas
FIRETrch 5: torch, torches, torch swing, tiki torch
FIREWhsh 5: fireball, fire whoosh, flame whoosh, fire ball
FIRESizz 3: sizzle, fizzle, sizzling
FIRESizz 5: fuse, extinguish, fire out, douse, gunpowder burning, hiss fire, fire extinguish, burning fuse, bomb fuse
FIRETurb 3: fire turbulent, fire rumble
ELECTRICITY 4/4: electricity, electric, electrical, shock electric, spark, sparks, sparking, high voltage, tesla, zap, electrocute, electrocution, power line, powerline, voltage, short circuit, shortcircuit, transformer, lightning gun, static shock, taser, power hum, transformer hum, stun gun
ELECZap 5: zap, zapping, electric shock, electrocute, electrocution, taser, zapped
ELECSprk 5: spark, sparks, sparking, short circuit, sparkle electric, electric spark
ELECBuzz 2.5: hum, buzz
ELECArc 5: arc, electric arc, tesla coil, jacobs ladder, tesla, arcing, welder, welding, welder arc, lightning bolt electric
ELECBuzz 5: electric hum, mains hum, power line, powerline, fluorescent, neon, power hum, transformer, electric buzz, 60 hz, 50 hz hum, humming electric, electric buzz, ground hum
GLASS 2/2: glass, glasses, glas, windshield, crystal, light bulb glass, glassy, mirror glass, pane
GLASBrk 6: glass break, break glass, shatter, glass shatter, smash glass, broken glass, window break, window smash, shattering, bottle smash, bottle break, breaking glass, broken window, glass smash, glassbreak, glass breaking
GLASImpt 5: glass hit, glass impact, bottle hit, bottle clink, glass tap, clink
GLASCrsh 4: glass crash, glass debris, glass fall
GLASMvmt 3: glass move, bottle roll, marble roll, marbles
GLASHndl 3: glass handling, bottle, glass jar, glass put
METAL 2/2: metal, metallic, steel, iron, aluminum, aluminium, copper, tin, brass metal, titanium, pipe, girder, foil, grate, sheet metal, bolt metal, clank, clang, metals, metl, tinny
METLImpt 6: metal hit, metal impact, metal bang, metal clang, clank, clang, metal hammer, pipe hit, metal knock, metal drop, metal thud, anvil hit, dull metal hit, light metal hit, metal slam, metal ping, dig metal, dug metal, metal place, place metal, clanging, hit metal
METLCrsh 5: metal crash, metal debris, scrap metal, junk, car crash metal, metal fall, metalcrash
METLFric 5: metal scrape, metal screech, metal squeak, metal creak, metal grind, metal drag, metal friction, screech metal, metal groan, metal stress, scrape metal
METLTonl 4: metal tonal, metal ring, bowed metal, bowed cymbal
METLMvmt 4: metal rattle, metal shake, metal move, metal movement, metal roll
METLHndl 3: metal handling, metal pick up
METLBrk 4: metal break, metal snap, metal tear, metal bend
WOOD 2/2: wood, wooden, plank, timber, lumber, log, plywood, bamboo, board wood, stick, twig, oak, crate wood, branch
WOODImpt 6: wood hit, wood impact, wood knock, chop, chop wood, chopping, wood chop, wood thud, wood drop, wood slam, dull wood hit, plank hit, tree chop, woodhit, stick hit wood, wood bang, hit wood, dig wood, place wood
WOODBrk 6: wood break, wood snap, twig snap, branch break, wood crack, wood splinter, break wood, stick break, tree crack, breaking wood, snap twig, plank break, wood breaking
WOODFric 6: wood creak, wood squeak, wood scrape, floorboard, wood friction, wood stress, creak wood, floor creak, floorboard creak, creaking floor, ship creak
WOODCrsh 5: wood crash, wood debris, tree fall, tree falling, timber fall, crate smash, crate break, crash wood
WOODMvmt 3: wood roll, wood rattle, wood movement
WOODHndl 3: wood handling
ROCKS 2/2: rock, rocks, stone, stones, boulder, pebble, brick, bricks, concrete, cement, cobble, marble stone, granite, rubble, rocky, asphalt, clay, obsidian
ROCKImpt 6: rock hit, stone hit, rock impact, stone impact, rock drop, rockhit, brick hit, brick drop, stone drop, hit stone, hit rock, concrete hit, concrete impact, stone place, dig stone, place stone
ROCKCrsh 6: rock fall, rockfall, rock slide, rockslide, rubble, rock debris, stone crumble, crumble, boulder crash, rock crash, rock crumble, debris stone, stone debris
ROCKBrk 5: rock break, rock crack, stone break, stone crack, crush rock, rock smash, concrete break
ROCKFric 5: stone scrape, stone slide, rock scrape, stone grind, grind stone, stone drag, stone friction, stone on stone, millstone
ROCKMvmt 4: rock roll, boulder roll, stone roll, boulder rolling, rolling stone
ROCKHndl 3: pebbles handle, rock handling
DIRT & SAND 2/2: dirt, sand, soil, gravel, earth ground, dust, sandy, gravelly, ground
DIRTHndl 3: dig, digging, dug
DIRTHndl 5: dig dirt, shovel dirt, digging sand, bury, shovel, dig sand, grave digging
DIRTImpt 5: dirt hit, dirt impact, sand hit, dirt thud, dirt drop, ground hit dirt, gravel hit, place dirt, sand impact
DIRTCrsh 4: dirt debris, sand fall, dirt fall, gravel fall, gravel pour
DIRTMvmt 3: gravel move, sand pour, sandfall
SNOW 2/2: snow, snowball, slush, snowy, snowfall
SNOWImpt 5: snowball, snow hit, snow impact, snowball hit
SNOWCrsh 3: snow crunch, snow crash
ICE 2/2: ice, icy, icicle, ice cube, frozen, glacier, iceberg
ICEBrk 6: ice break, ice crack, dig ice, ice dig, ice dug, break ice, ice breaking, ice smash, ice shatter, ice cracking
ICEImpt 5: ice hit, ice impact, ice drop, ice cube drop
ICEFric 4: ice scrape, ice slide
PLASTIC 2/2: plastic, polystyrene, pvc, tupperware, cup plastic, lego brick, plastic bottle
PLASImpt 5: plastic hit, plastic impact, plastic drop
PLASHndl 4: plastic handling, plastic bottle, plastic crinkle, plastic wrap
RUBBER 3/3: rubber, latex, balloon, inner tube, tire rubber, rubber band, balloon pop, balloon rub, balloon stretch, balloon squeak
CERAMICS 3/3: ceramic, ceramics, porcelain, pottery, clay pot, flower pot, china plate, tile, terracotta, plate break, pot, dish break
CERMBrk 5: plate break, ceramic break, vase break, pot break, pot smash, plate smash, dish break, mug break
CERMImpt 3: plate hit, ceramic hit, plate put, dish clink
PAPER 3/3: paper, newspaper, cardboard paper, origami, parchment, envelope, letter open, sheet paper, scroll paper, tissue paper, papers
PAPRRip 5: paper rip, paper tear, rip paper, tear paper, tearing paper
PAPRHndl 4: paper rustle, paper crumple, crumple, crinkle, paper handling, paper fold, paper shuffle, newspaper, envelope, scroll
CLOTH 3/3: cloth, fabric, clothing, clothes, textile, shirt, jacket, silk, cotton, denim, flag, towel, blanket, curtain cloth, cape, dress, pants, velvet, linen
CLOTHRip 5: cloth rip, fabric rip, cloth tear, rip fabric, clothing rip, tear cloth
CLOTHMvmt 4: cloth movement, clothing rustle, cloth rustle, clothes rustle, rustle, rustling, equip cloth
CLOTHFlp 5: cloth flap, flag, flag flap, sail flap, cape flap, flag wave
CLOTHHndl 3: cloth handling, cloth grab, pick up cloth
LEATHER 3/3: leather, belt, wallet, saddle leather, boots leather, leather jacket, leather creak
LETHRCreak 4: leather creak, leather squeak
ROPE 4/4: rope, twine, cord, lasso, cable rope, ropes, noose, tightrope, string rope, grappling hook, vine swing
CHAINS 4/4: chain, chains, shackle, chain link, chain rattle, manacles, chained
CHAINMvmt 4: chain, chain rattle, chain movement, chain move, chains, anchor chain, chain rattling
CHAINHndl 3: chain drop, chain handle
VEGETATION 4/4: vegetation, leaf, leaves, grass, bush, bushes, tree, foliage, shrub, branch, hay, straw, plant, flower, crops, reeds, undergrowth, hedge, fern, moss, cactus
VEGELeaf 5: leaf, leaves, foliage, bush rustle, leaf rustle, leaves rustle
VEGEGras 5: grass, grass rustle, hay, straw, wheat, corn field
VEGETree 4: tree, tree shake, branch shake, tree creak, tree branch
AIR 3/3: air, compressed air, air release, air hiss, air blast, pressure release, deflate, inflate, depressurize, airbrush, pneumatic hiss, steam hiss, gas leak, air leak, puff, suction, bellows, aerosol, air burst
AIRHiss 4: hiss, air hiss, air leak, gas leak, hissing, pressure leak
AIRBlow 4: air blow, blow, blower, bellows, compressed air
AIRBrst 4: air burst, air release, air blast, puff, airblast, air brake release
AIRSuck 4: suction, suck, sucking, vacuum suck
CHEMICALS 4/4: chemical, acid, chemistry, chemical reaction, corrosive, alchemy, dry ice, toxic, acid burn, poison gas
DESTRUCTION 4/4: destruction, destroy, destroyed, collapse, collapsing, demolition, demolish, debris, wreck, crumbling, rubble fall, building collapse, crash debris, ruin, wrecking ball, building fall, structure collapse
DESTRClpse 5: collapse, building collapse, collapsing, building fall, structure fall, cave in, cavein
DESTRCrsh 4: debris, car crash, crash, wreck, crash debris, car wreck, plane crash, train wreck, train crash, smash
GORE 4/4: gore, gory, blood, bloody, guts, gib, gibs, bone, bones, dismember, decapitate, splatter, squish, squelch, entrails, disembowel, slime gore, stab, gut, giblet, impale, bone break, bone crack, mutilate, behead, gibbed, headshot gore, eviscerate
GORESplt 5: splat, splatter, blood splatter, gib, gibs, gibsplat, splatt
GORESqsh 5: squish, squelch, squash, squelching, squishy, squishing
GOREBone 5: bone break, bone crack, bone snap, neck snap, neck break, bones, bone, crunch bone, skull crack
GOREStab 5: stab, stabbing, flesh stab, impale, stab flesh, knife stab, sword stab, slice flesh, flesh hit blade
GOREFlsh 3: flesh
GOREFlsh 4: flesh hit, flesh rip, flesh tear, meat, flesh impact, tear flesh
GOREBlood 4: blood, blood drip, blood spray, blood gush, bleed, bleeding
FOOD & DRINK 4/4: food, drink, drinking, eat, eating, chew, chewing, cook, cooking, kitchen, frying, fry, plate dish, cup, fork, spoon, cutlery, dish, dishes, meal, lunch, dinner, breakfast, munch, bite, crunch, soda, beer, wine, coffee, tea, bread, fruit, apple, vegetable, cereal, gulp, sip, slurp, straw drink, bottle open, cork, champagne, cheers glasses, popcorn, candy, cake, pizza, egg crack, teapot, kettle, bowl, nibble, carrot, cookie, potion drink, swallow
FOODEat 5: eat, eating, chew, chewing, bite, munch, crunch, crunch apple, nibble, gobble food, lick, licking, swallow, chomp, nom, nom nom, eaten, hungry, snack, apple bite, munching, crunchy
FOODDrnk 5: drink, drinking, gulp, sip, slurp, potion drink, gargle, guzzle, glug drink, drink potion
FOODCook 5: kettle boil, kettle boiling, pot boiling, cook, cooking, fry, frying, sizzle pan, bacon, frying pan, boil kettle, popcorn popping, barbecue, bbq, grill, chop vegetables, boiling pot, whisk, deep fry
FOODPour 5: pour drink, pour, pouring, pour wine, pour beer, pour coffee, pour drink glass, pour tea
FOODTware 4: cutlery, fork, spoon, plate, silverware, dishes, tableware, bowl, plates
FOODKware 4: pan, pot, kettle, kitchen knife, cutting board, frying pan, pots, pans, kitchenware, baking tray, can opener, chopping board
FOODGware 4: wine glass, wineglass, glass clink, toast glasses, cheers glass, champagne glass, bottle open, beer bottle, cork, uncork, champagne, bottle cap
AMBIENCE 1.5/2: environment, env, surroundings
AMBIENCE 6/5: ambience, ambiance, ambiences, amb, atmos, soundscape, background sound, roomtone, room tone, field recording
AMBIENCE 4/5: ambient, atmosphere, atmospheric, room tone, roomtone, backgrounds, ambi, ambients, landscape, city, walla room, soundscapes, field recording, scenery, daytime, nighttime, outdoors, nightscape, location recording, day, night
AMBBird 4: dawn chorus, morning birds, amb birds, birds ambience, ambience birds, birds forest
AMBForst 4: forest, in the woods, woodland, amb forest, forest ambience, pine forest, forest birds
AMBTrop 5: jungle, tropical, rainforest, tropic, rain forest, tropics, amazon
AMBDsrt 5: desert, sahara, dunes
AMBTndra 4: tundra, arctic, antarctic, polar, siberia
AMBAlpn 4: alpine, mountain, mountains, mountain top, alps
AMBSwmp 5: swamp, marsh, wetland, bog, bayou, wetlands, everglades
AMBGras 4: meadow, prairie, savanna, savannah, grassland, steppe, field ambience, plains, moor
AMBLake 4: lakeside, lake ambience, pond ambience, lakeshore
AMBSea 4: seaside, beach, coast, seashore, shore, beach ambience, shoreline, coastal
AMBNaut 5: harbor, harbour, marina, dock, port city, docks, pier, shipyard, wharf
AMBUrbn 4: city, urban, downtown, city street, street, city ambience, alley, street ambience, metropolis, cityscape, city night, new york, london, tokyo, paris
AMBTraf 5: traffic, highway, freeway, street traffic, motorway, city traffic, intersection, traffic jam, road traffic, freeway traffic
AMBSubn 4: suburban, suburb, neighborhood, neighbourhood, backyard
AMBRurl 4: rural, countryside, country night, country side, village, country day
AMBTown 4: town, small town, village square, town square
AMBPark 4: park, playground, city park, garden, public garden
AMBMrkt 4: market, bazaar, shop, supermarket, mall, shopping mall, shopping center, grocery store, store, street market, flea market, marketplace
AMBRest 5: restaurant walla, bar walla, restaurant ambience, cafe ambience, pub ambience
AMBRest 4: restaurant, bar, cafe, pub, tavern, cafeteria, diner, coffee shop, nightclub, inn, canteen, bistro, food court
AMBOffc 4: office, office ambience, call center, newsroom, open office
AMBHosp 4: hospital, emergency room, clinic, intensive care, waiting room
AMBSchl 4: school, classroom, campus, library ambience, lecture hall, schoolyard, university, kindergarten
AMBRlgn 3: church, cathedral, mosque, temple, monastery, chapel, synagogue
AMBTran 4: airport, train station, bus station, subway station, terminal, railway station, metro station, transit, station ambience, concourse
AMBPubl 4: museum, lobby, public, hall, hotel lobby, library room, atrium, courthouse, bank lobby, reception, public place
AMBRoom 5: room tone, roomtone, room, quiet room, empty room, interior ambience, attic, air tone
AMBHome 4: residential, apartment, house interior, home, living room, house, kitchen ambience, bedroom
AMBInd 4: industrial, factory ambience, warehouse, industry, power plant, refinery, steel mill, workshop ambience
AMBCnst 4: construction site, construction, building site, roadworks
AMBUndr 4: cave, cavern, tunnel, dungeon, sewer, mine shaft, catacombs, grotto, crypt
AMBUndr 2.5: underground
AMBUndwtr 4: underwater ambience, underwater amb, ocean underwater
AMBWar 4: warfare, war, battlefield, battle ambience, war zone, warzone, distant battle, front line
AMBSci 4: spaceship interior, scifi ambience, space ambience, space station, starship bridge
AMBTech 3: server room, control room, data center, laboratory, lab
AMBFant 3: fantasy ambience, enchanted forest, fairy forest
AMBHist 3: medieval, ancient city, historic village, medieval village, castle
AMBAmus 4: amusement park, carnival, fair, theme park, circus, fairground, funfair
AMBSprt 2.5: stadium, arena
AMBSprt 4: sports arena, football stadium, gym ambience
AMBCele 3: party, festival, celebration, parade, wedding, new year
AMBFarm 4: farm, barnyard, farm ambience, barn, stable
AMBInsc 4: crickets night, cicadas, insects night, insect ambience, night insects, crickets ambience, night crickets, summer night
AMBPrisn 4: prison ambience, jail ambience
AMBPrtst 4: protest, demonstration, rally crowd, riot crowd
AMBEmrg 3: emergency ambience, fire scene
AMBAir 3: air ambience, airy, air tone, windy ambience
AMBDsgn 3: dark ambience, horror ambience, eerie ambience, designed ambience
`;
