/** Short forms that libraries use, each with the words it stands for; entries end with a semicolon. */
export const abbreviations = `
amb: ambience; ambi: ambient; atm: ambience; atmo: ambience; bg: background sound; bgs: background sound; bkg: background sound;
expl: explosion; explo: explosion; expld: explosion; xplosion: explosion; exp: explosion; xplod: explosion; explod: explosion;
fstep: footstep; fsteps: footsteps; ftstp: footstep; ftstps: footstep; footst: footstep; ft: footstep; fts: footstep; fst: footstep; stp: footstep;
vox: voice; vo: voice; dia: dialogue; dx: dialogue; voc: voice; vocal: voice; vocals: voice;
imp: impact; impt: impact; impct: impact;
mach: machine; mech: mechanical; mec: mechanical;
veh: vehicle; vehc: vehicle; auto: car; mtr: motor; mot: motor; eng: engine; engn: engine; mcycle: motorcycle;
ric: ricochet; rico: ricochet; riccochet: ricochet;
wpn: weapon; weap: weapon; weapn: weapon; wep: weapon; swrd: sword; knf: knife; arw: arrow; arrw: arrow;
gsh: gunshot; gnsht: gunshot; shtgn: shotgun; shtg: shotgun; pstl: pistol; rfl: rifle; mgun: machinegun; mg: machinegun; rlauncher: rocket launcher;
lsr: laser; lazr: laser; lasr: laser; lzr: laser;
elec: electric; elect: electric; electr: electric; elctrc: electric;
anml: animal; anim: animal; anmls: animal; crea: creature; mnstr: monster; mon: monster; creat: creature; cre: creature;
brd: bird; chkn: chicken; hrs: horse; hrse: horse;
mtl: metal; metl: metal; met: metal; wd: wood; wod: wood; gls: glass; glas: glass; stn: stone; plst: plastic; plas: plastic; papr: paper; cer: ceramic; cerm: ceramic; conc: concrete; cncrt: concrete; grvl: gravel; drt: dirt; lthr: leather; clth: cloth; rbr: rubber; wtr: water; watr: water; liq: liquid;
whsh: whoosh; whoos: whoosh; swsh: swish; wsh: whoosh; wosh: whoosh;
drs: doors; dor: door; drwr: drawer; wndw: window;
btn: button; butn: button; clk: click; clck: click; clik: click; kbd: keyboard; keybd: keyboard; sel: select; notif: notification; ntf: notification; err: error; msg: message; cfm: confirm;
comm: communication; tel: telephone; ph: phone; pda: mobile phone;
crwd: crowd; apls: applause; appl: applause; aud: audience; wal: walla;
mus: music; mx: music; musc: music; inst: instrument; instr: instrument; perc: percussion; prc: percussion; pno: piano; gtr: guitar; git: guitar; bss: bass; sax: saxophone; synt: synth; syn: synth; kik: kick; bdrum: bass drum; snr: snare; hhat: hihat; cym: cymbal; clp: clap; crsh: crash; rd: ride; vln: violin; vlc: cello; tpt: trumpet; tbn: trombone; fl: flute; cl: clarinet; ob: oboe; hrn: horn; strs: strings; str: strings; orch: orchestra; mel: melody; chd: chord; arp: arpeggio; jngl: jingle;
thun: thunder; thndr: thunder; wthr: weather; rn: rain; wnd: wind; strm: storm; ltng: lightning; frst: forest; jngle: jungle; trop: tropical;
trn: train; aero: aircraft; acft: aircraft; heli: helicopter; chopr: helicopter; bot: boat;
fol: foley; mvmt: movement; mov: movement; mvt: movement; hndl: handle; hndling: handling; drp: drop; brk: break; opn: open; cls: close; clse: close; lck: lock; unlck: unlock; slm: slam; knck: knock; crk: creak; sqk: squeak; scrp: scrape; rttl: rattle; rtl: rattle; rmbl: rumble;
mag: magic; mgc: magic; spl: spell; sci: scifi; rbt: robot; rob: robot; frwk: firework; bld: blood; pnch: punch; fght: fight; bf: bodyfall; bfall: bodyfall;
dsgn: designed; des: designed; drn: drone; stngr: stinger; trl: trailer;
int: interior; ext: exterior; dist: distant; lp: loop; lrg: large; sml: small; med: medium; shrt: short; lng: long;
fem: female; fml: female; mle: male; chld: child; kds: kids; scrm: scream; laff: laugh; lgh: laugh; brth: breath; brthe: breathe; efrt: effort; grnt: grunt; attk: attack; atk: attack; att: attack; atck: attack; dth: death; deth: death; pn: pain;
hlcptr: helicopter; msl: missile; cann: cannon; explsn: explosion; trnspt: transport; trnsport: transport; prod: production; cmndr: commander; cmnder: commander; vtl: vtol; trk: truck; bldg: building
`;

/** Words of paths that say nothing about a sound: how and where files are kept. */
export const emptyWords = `
sfx snd fx sound sounds audio effect effects soundfx wav ogg mp3 flac aiff samplerate khz mono stereo rec recording
recordings recorded usr share lib var opt data media resource resources res assets asset base core common misc
default games mods mod src activities zip pk3 dir packs pack vol part test temp tmp untitled copy final edit mix
version ver alt track take file img dsc zoom dr tascam unknown various new old other normal left right ms xy ortf
hq lq processed collection library libraries volume disc public domain license freesound org http https www com net
cc0 cc created copyright author carpet target island season mission person garden party
`;

/** Words that qualify any sound. UCS lists them as keywords of a few subcategories only, which they hardly point to. */
export const qualifyingWords = `
slow fast quick rapid heavy light soft hard big small large medium little tiny huge giant old new young loud quiet low
high mid deep close closer distant near far single double triple multiple several long short longer wet dry clean dirty
hot cold warm thin thick full empty half whole simple complex strong weak rough smooth sharp dull bright dark heavily
slowly quickly gentle gently hard fast open opened closed interior exterior indoor outdoor inside outside front back
rear top bottom left right side floor wall ceiling corner center up down upper lower forward backward backwards
one two three four five six seven eight nine ten first second third last start stop end begin constant continuous
steady various random general generic regular normal standard basic classic modern traditional original special
red blue green yellow black white brown grey gray gold silver orange pink purple north south east west american british
english french german italian japanese russian chinese spanish european african asian large mega super ultra mini micro
departure arrival passing pass approach away by on off in out with and for from over under through around
loop looped sequence series group set version sound noise noisy type style design designed model mode action thing
time day night hour minute morning summer winter spring autumn people person area place home world land country
state house road way line point part piece level layer element unit number size
`;
