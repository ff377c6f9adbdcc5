/** Instruments, drum kits, loops, notes and songs. */
export const musicWords = `
MUSICAL 3/9: music, musics, soundtrack, soundtracks, bgm, songs, musik, musique, musica, jukebox, ost, instruments, instrument, drumkit, drumkits, drum kits
MUSICAL 3/6: soundtrack, ost, score music, bgm, jukebox, songs, album, playlist, tracks, theme music, tunes, musique, musik, musica
MUSCSong 4/5: music, song, soundtrack, bgm, theme, main theme, title theme, title music, menu music, background music, ost, anthem, melody, tune, ballad, symphony, concerto, sonata, waltz, march music, polka, jazz, blues, rock music, folk music, hymn, carol, jingle bells, overture, nocturne, prelude, fugue, bolero, requiem, credits music, ingame music, battle music, boss music, level music, victory music, midi, tracker, chiptune, ragtime, tango, samba, salsa, bossa nova, reggae, ska, funk, swing music, disco, techno, trance, house music, dubstep, hip hop, hiphop, drum and bass, dnb, electro, edm, lofi beats, mozart, beethoven, bach, chopin, vivaldi, wagner, valkyries, tchaikovsky, intro music, outro music, elegy, serenade, minuet, rondo, etude, gavotte, rhapsody, suite, loop music, mus, muz, song loop, remix, medley
MUSICAL 3/5: instrument, instruments, note, notes, chord, chords, arpeggio, scale, scales, octave, semitone, sharp, flat note, staccato, legato, tremolo, pizzicato, vibrato, sustain, glissando, pitch note, major chord, minor chord, orchestra, orchestral, ensemble, melodic, harmony, riff, lick, pluck synth, lead synth, pad, pads, patch, soundfont, multisample, oneshot, one shot, one shots, oneshots, keymap, velocity, bassline, bass line, subbass, bassloop, basses, sample pack, construction kit, stem, stems, sampler
MUSICAL 3: bass, csharp, dsharp, fsharp, gsharp, asharp, bpm, fermata, crescendo, harmonic, harmonics, fifths, tonic
MUSCInst 3/4: instrument, instruments
MUSCPerc 5/6: kick, snare, hihat, hi hat, hat closed, hat open, closed hat, open hat, closed hh, open hh, hh, ohh, chh, tom, toms, tomtom, drum, drums, drumkit, drum kit, drum kits, drumset, drumroll, drum roll, bd, sd, bassdrum, bass drum, snaredrum, rimshot, rim shot, sidestick, side stick, cymbal, cymbals, crash cymbal, crashcymbal, ride cymbal, splash cymbal, china cymbal, clap drum, handclap, hand clap, cowbell, conga, congas, bongo, bongos, timbale, timbales, tabla, djembe, cajon, darbuka, taiko, timpani, wardrum, war drum, tympani, percussion, percussive, woodblock, wood block, clave, claves, guiro, agogo, vibraslap, triangle, gong drum, beatbox, breakbeat, hats, hat, kicks, snares, claps, tr808, tr909, 808, 909, 707, linn drum, floor tom, low tom, mid tom, high tom, lotom, hitom, midtom, sn, brushes snare, ghost note, ride bell, metronome click
MUSCPerc 3: rim, crash drum, clap, perc, shaker drum, stick hit, castanet, beat, drummer
MUSCShake 4: shaker, maraca, maracas, tambourine, castanets, castanet, cabasa, sleigh bells, jingle bell, rainstick, egg shaker
MUSCTnprc 5: xylophone, xylofon, marimba, vibraphone, vibes, glockenspiel, glock, kalimba, mbira, steel drum, steeldrum, steelpan, tubular bells, hang drum, handpan, celesta, musical saw, gamelan, crotales
MUSCKeyd 5: piano, pianos, grand piano, electric piano, epiano, rhodes, wurlitzer, wurli, harpsichord, cembalo, clavichord, klavichord, clavinet, clav, organ, organs, hammond, church organ, pipe organ, accordion, bandoneon, celeste, keyboard piano, mellotron, harmonium, melodica, concertina, pianoforte, honkytonk
MUSCPluck 5: guitar, guitars, guit, gtr, banjo, mandolin, ukulele, harp, lute, sitar, koto, lyre, zither, shamisen, balalaika, bouzouki, dulcimer, pluck, plucked, acoustic guitar, electric guitar, bass guitar, slap bass, bassguitar, powerchord, power chord, nylon guitar, steel guitar, strum, oud, pipa, dobro, kora
MUSCStr 5: violin, viola, cello, violoncello, fiddle, string section, strings, contrabass, double bass, upright bass, stradivarius, string ensemble, arco, erhu, hurdy gurdy
MUSCBrass 5: trumpet, trombone, tuba, french horn, brass, cornet, bugle, flugelhorn, fanfare, horn section, euphonium, sousaphone
MUSCWind 5: flute, clarinet, oboe, bassoon, saxophone, sax, recorder flute, piccolo, panflute, pan flute, ocarina, woodwind, bagpipe, bagpipes, didgeridoo, didjeridu, shakuhachi, tin whistle, pan pipe, fife, english horn, harmonica, duduk, ney
MUSCSynth 5: synth, synths, synthesizer, synthesiser, synthpad, synth pad, synth lead, synth bass, moog, arp, tb303, 303, acid bass, sawtooth, supersaw, juno, dx7, analog synth, wavetable, theremin, vocoder, ssynth, square wave lead
MUSCChor 5: choir, chorus, choral, gregorian, chorale, choirs
MUSCBell 3: church bells melody, carillon, handbells music, bell melody
MUSCChim 4: wind chime, windchime, chimes, bar chimes, mark tree, orchestral chimes
MUSCLoop 4/5: loop drum, drum loop, drumloop, beats, beat, breakbeat, break beat, amen, guitar loop, loops, groove, percussion loop, bass loop, synth loop
MUSCStngr 3: stinger, jingle, logo sound, level up jingle, victory jingle, win jingle, sting
MUSCToy 4: music box, musicbox, toy piano
MUSCSmpl 2/3: sample, samples
MUSCPrfm 2: rehearsal, tuning orchestra, concert, live performance, recital
MUSCExpr 2: prepared piano, noise music
`;
