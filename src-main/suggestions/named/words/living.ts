/** Animals, birds, creatures and their noises. */
export const livingWords = `
ANIMALS 3/2.5: animal, animals, fauna, mammal, beasties, pet, pets, zoo, wildlife, livestock
ANMLCat 4: cat, kitten, kitty, meow, miaow, miau, purr, purring, tomcat, feline, cats
ANMLWcat 4: lion, tiger, panther, leopard, jaguar, cougar, puma, cheetah, lynx, bobcat, lioness, big cat
ANMLDog 4: dog, dogs, puppy, pup, hound, bark, barking, woof, poodle, terrier, beagle, doggy, bulldog, canine
ANMLWdog 4: wolf, wolves, coyote, fox, hyena, jackal, dingo, howl, howling, werewolf howl
ANMLFarm 4: cow, cattle, calf, bull, ox, oxen, moo, pig, piglet, hog, swine, oink, sheep, lamb, ram animal, baa, goat, bleat, donkey, mule, bray, llama, alpaca, buffalo, yak, boar
ANMLHors 4: horse, pony, stallion, mare, foal, neigh, whinny, horse snort, zebra
ANMLInsc 4: bee, bees, wasp, hornet, fly insect, flies, housefly, mosquito, cricket, crickets, cicada, grasshopper, insect, insects, bug, bugs, beetle, bumblebee, locust, ant insect, moth, butterfly, spider, scorpion, caterpillar, fauna bug, swarm
ANMLPrim 4: monkey, ape, chimp, chimpanzee, gorilla, baboon, orangutan, gibbon, lemur, primate
ANMLRept 4: snake, rattlesnake, lizard, alligator, crocodile, turtle, tortoise, gecko, reptile, viper, cobra, chameleon, iguana
ANMLRdnt 4: mouse squeak, rat, mice, squirrel, hamster, gerbil, chipmunk, guinea pig, rabbit, bunny, beaver, rodent, hedgehog, mole, hare, groundhog
ANMLAmph 4: frog, frogs, toad, croak, bullfrog, newt, amphibian, salamander
ANMLAqua 4: whale, dolphin, seal animal, sealion, sea lion, walrus, orca, otter, fish animal, shark, fish, fishes, porpoise, jellyfish, octopus, crab, lobster, squid, manatee, penguin colony
ANMLBat 4: bat animal, bats, bat squeak, bat screech, bat
ANMLWild 4: bear, elephant, deer, moose, elk, rhino, rhinoceros, hippo, hippopotamus, giraffe, bison, gazelle, antelope, raccoon, badger, skunk, wildebeest, panda, koala, reindeer, stag, polar bear, trumpet elephant
ANMLMisc 4: camel, kangaroo, dromedary, snail, worm, slug, porcupine, sloth
BIRDS 4/4: bird, birds, avian, bird call, birdcall, chirp bird, birdie, poultry, ornithology
BIRDSong 4: birdsong, songbird, sparrow, robin, canary, nightingale, finch, chickadee, wren, thrush, blackbird, cardinal, warbler, cuckoo, chirp, chirping, tweet, twitter, starling, swallow bird, bluebird, lark, tit bird, chaffinch, goldfinch, dove, pigeon, woodpecker, oriole, bluejay
BIRDPrey 4: owl, hawk, eagle, falcon, vulture, hoot, kestrel, buzzard, osprey, condor, kite bird, barn owl
BIRDCrow 4: crow, raven, caw, rook, jackdaw, magpie
BIRDFowl 4: chicken, hen, rooster, chick, cock, cockerel, cluck, duck, duckling, quack, goose, geese, honk goose, turkey, quail, partridge, pheasant, grouse, swan, gobble
BIRDSea 4: seagull, gull, penguin, albatross, pelican, seabird, puffin, tern, cormorant, gannet
BIRDTrop 4: parrot, peacock, macaw, cockatoo, toucan, parakeet, budgie, budgerigar, kookaburra, ostrich, emu, lovebird, cockatiel, kiwi bird
BIRDWade 4: flamingo, heron, crane bird, stork, loon, egret, ibis, sandpiper, curlew
WINGS 3: wing, wings, flap wings, flapping, wing flap, wingbeat, flap wing, flutter wings
WINGBird 5: bird take off, birds take off, flock take off, pigeons take off, birds flying, flock flying
WINGBird 3: bird flap, bird wings, bird flutter, wings bird, pigeon takeoff
WINGMisc 5: bat flap, bat flapping, bat wings, bats flapping
WINGMisc 3: flapping, wings, flap wings, flutter
WINGInsc 3: insect wings, bug wings
WINGCrea 3: dragon wings, creature wings, dragon flap
CREATURES 4/4: creature, creatures, lich, demon, devil, imp, vampire, undead, boss monster, mob creature, enemy creature, fiend, hellhound, succubus, gargoyle, abomination, horror creature, mutant, parasite, mimic, kobold, gremlin, critter
CREAMnstr 4/4: monster, monsters, beast roar, cthulhu, kraken, behemoth, hydra, cerberus, golem, titan, mons, monst
CREAHmn 4: orc, ork, ogre, troll, goblin, hobgoblin, zombie, ghoul, yeti, bigfoot, werewolf, skeleton, mummy, giant, cyclops, minotaur, dwarf, elf, gnome, gnoll, vampire, draugr, revenant, lich, uruk, centaur, gnomes, ent, treant, satyr
CREADrgn 4: dragon, drake, wyvern, wyrm, dragons
CREAAvian 4: gryphon, griffin, griffon, harpy, phoenix, hippogriff, roc bird, cockatrice
CREARept 4: naga, saurian, lizardman, basilisk, serpent, raptor creature, medusa
CREADino 4: dinosaur, dino, trex, t rex, velociraptor, raptor, pterodactyl, triceratops
CREABlob 4: slime, blob, ooze creature, jelly monster, gelatinous
CREAEthr 4: ghost, spirit, wraith, spectre, specter, banshee, phantom, poltergeist, shade, apparition, spook, boo ghost
CREAInsc 4: giant spider, giant ant, giant insect, arachnid, insectoid, scarab monster, alien bug
CREAAqua 4: sea monster, merman, mermaid, cuttlefish, tentacle, leviathan
CREAElem 4: elemental, fire elemental, water elemental
CREABeast 3: beast, roar, roaring, snarl, growl, growling
CREASmall 3: fairy, pixie, sprite, leprechaun, imp, gremlin
CREASrce 1: roar, growl
CREATURES 1/2.4: enemy, enemies, mobs, monsters, baddies, badguy, badguys, foes, boss, bosses, npc monster
CREATURES 2: roar, growl, snarl, hiss creature, screech, die monster, evil, alien, minion
`;
