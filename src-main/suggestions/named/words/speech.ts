/**
 * Voices, bodies and crowds: words that name what people do with their voices, and words that people say.
 * The format is described in `../vocabulary.ts`.
 */
export const speechWords = `
VOICES 4/9: voice, voices, voicelines, voice lines, voice over, vo, vox, speech, speeches, spoken, dialogue, dialogues, dlg, narration, narrator, announcer, taunts, taunt, announcements, speak, talk, talking, phrases, words spoken
VOICES 4/6: voicing, voice over, voiceover, vox, vocal sample, speech, speak, speaking, spoken, speaker line, talk, talking, talker, dialog line, dialogue, dialogues, dlg, narration, narrate, narrator, narrated, announcer, announcement, announce, commentary, commentator, taunt, taunts, bark line, vo, voc, phrase, sentence, utterance, monologue, conversation line, quote, quotes, catchphrase, one liner, battlecry, battle cry, war cry, warcry, shout, shouting, yell, yelling, holler, exclaim, exclamation, exclamations, acknowledge, acknowledgement, ack, reply, briefing, tutorial, tutor, countdown, count down, pronunciation, alphabet, spelling, advisor, adviser, commander, sergeant, radio chatter, text to speech, tts, espeak, tannoy
VOICES 6/9: narration, narrated, spoken, spoken word, pronunciation, voiceover, voice over, desc, descr, says, saying, said
VOICES 0.5/2: locale, locales, lang, language, languages, english, german, french, spanish, italian, russian, japanese, polish, dutch, portuguese, swedish, czech
VOICES 2/4: narr, descriptions, description, msg voice, message voice, talks, words, letters, numbers, tut
VOICES 2/3: npc, npcs, merchant, merchants, villagers, people, hero, heroes, units
VOICES 0.5/2.5: player, players, character, characters, civ, crew, team speak
VOICES 3/4: speaker, person, people talk, guy, lady, soldier, villager, peasant, worker voice, pilot, hero, heroine, player voice, npc, civilian, unit voice, unit ack, actor
VOXMale 4/4: male, man, men, boy voice, gentleman, dude, male voice, masculine
VOXFem 4/4: female, woman, women, girl voice, female voice, feminine, madam
VOXChld 4/4: child, kid, kids, boy, girl, toddler, children voice
VOXBaby 4/4: baby, infant, newborn, baby cry
VOXCry 4: cry, crying, sob, sobbing, weep, weeping, wail, whimper, bawl
VOXEfrt 4: ouch, oof, ooff, ow, owie, argh, aargh, aaargh, arrgh, ugh, uh, unh, huh, hngh, hurt, hurts, pain, painful, grunt, grunting, effort, efforts, exert, exertion, strain, groan, jump effort, hup, heave, pant effort, wince, struggle, injured, injury, wounded, choke, choking, strangle, gurgle death, drown, drowning
VOXEfrt 2: jump, jumping, land effort, pickup effort, fall voice, falling1, gasp, gasping, hiccup
VOXEfrt 5: human hit, human pain, human hurt, human attack, player hit, player pain, player hurt, male hit, female hit, man hit, woman hit
VOXScrm 5: human die, human death, player die, player death, male die, male death, female die, female death
VOXScrm 4: scream, screaming, screams, shriek, shrieking, death scream, help, die scream, agony, aaah, aah, aaaa, wilhelm
VOXScrm 2: death, die, dying, dead, died, killed, dies, deaths
VOXLaff 4: laugh, laughing, laughter, giggle, giggling, chuckle, chortle, cackle, haha, hahaha, hehe, heehee, hihi, snicker, guffaw, evil laugh
VOXReac 4: gasp, surprise, surprised, shock, shocked, wow, whoa, woah, ooh, aww, awe, hmm, hmmm, mmm, sigh, sighing, yawn, yawning, uhoh, uh oh, oops, whoops, eww, yuck, tsk, disgust, relief, reaction
VOXReac 2.5: moan, moaning
VOXSing 3: sing, singing, singer, humming, hum tune, la la, acapella, a cappella, lullaby, yodel, yodeling, chant, chanting, opera voice, rap
VOXWhsp 4: whisper, whispering, whispered, murmur
VOXCheer 4: cheer, yay, yippee, yipee, yeah, hooray, hurray, hurrah, woohoo, yoohoo, yahoo, whoopee, woot, yeehaw, huzzah, bravo
VOXAlien 3: alien voice, martian, alien speech
VOXFutz 3: radio voice, walkie voice, intercom voice, megaphone, megaphone voice, futz, futzed
VOXHist 2: historical speech, archive speech
VOICES 3: hello, hi, hey, goodbye, bye, byebye, welcome, thanks, thank, please, sorry, yes, yessir, yep, no, nope, nooo, ok sir, roger, affirmative, negative, copy that, sir, orders, aye, milord, my lord, ready sir, victory, defeat, you win, you lose, winner, loser, game over, well done, good job, congratulations, bravo sir, excellent, amazing, brilliant, perfect, fantastic, awesome, great, good, nice, impressive, humiliation, first blood, double kill, enemy, traitor, coward, stupid, boring, bugger, drat, damn, dammit, hurry, missed, revenge, reinforcements, incoming, kamikaze, flawless, denied, godlike, rampage, prepare, begin, fight command, confirm, confirmed, decline, declined, doubt, insult, mock, joke, gloat, beg, plead, swear, curse word, greeting, greet, farewell, report, reporting, select unit, order, orders received, move out, take cover, cover me, fire in the hole, lets go, go go go, under attack, attack now, oh no, oh dear, my god, look out, watch out, come on, come here, follow me, hold position, stand ground, heal me, stop there, research complete, unit lost, enemy detected, all clear, on my way, acknowledged, en route, encouragement, teacher
VOICES 1.5/2: gather, garrison, repair, patrol, halt, freeze, mission, objective, harvest, retreat, surrender, march, herd, hunt
HMNBrth 4: breath, breathe, breathing, inhale, exhale, respiration, pant, panting, breaths
HMNBurp 4: burp, belch, burping, belching, hic
HMNCough 4: cough, coughing, clear throat, throat clear
HMNHart 5: heartbeat, heart beat, heart, pulse heart, heart rate
HMNKiss 4: kiss, kissing, smooch
HMNSneez 4: sneeze, sneezing, achoo
HMNSniff 4: sniff, sniffing, sniffle, snort human
HMNSnor 4: snore, snoring
HMNSpit 4: spit, spitting, ptui
HMNVomit 4: vomit, puke, barf, retch, throw up
HMNPee 4: pee, urinate, urine, pissing, tinkle pee
HMNSkin 3: skin, scratch skin, slap face, rub hands, snap fingers, finger snap, fingersnap, scratching head, itch
HMNBlow 3: blow nose, blowing nose, raspberry
HUMAN 2/2: human, body, mouth, tongue, teeth, chatter teeth, knuckles, stomach, belly, gulp, swallow
FARTS 5: fart, farts, flatulence, flatus
FARTReal 2: fart
CROWDS 4/5: crowd, crowds, audience, walla, mob, spectators, throng, gathering crowd
CRWDApls 5: applause, applauses, applaud, clapping, clap audience, ovation
CRWDCheer 4: crowd cheer, crowd cheering, cheering crowd, cheers crowd
CRWDSprt 4: sports crowd, stadium crowd, football crowd, soccer crowd
CRWDLaff 3: crowd laugh, audience laugh, laugh track
CRWDAngr 3: boo, booing, riot, crowd angry, jeer
CRWDPanic 4: panic crowd, crowd panic
CRWDChld 4: children playing, kids playing, children crowd
CRWDWalla 4: walla, chatter, murmur crowd
CRWDQuiet 2: audience quiet
`;
