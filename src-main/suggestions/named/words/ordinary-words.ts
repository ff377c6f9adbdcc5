/**
 * Words of everyday sentences that name no sound. Several of them in a row are something that somebody says
 * (`what_is_it`, `comeonthen`); the title of a song may look the same, so they speak a little for music, too.
 */
export const ordinaryWords = `
i me my mine myself you your yours u we us our he him his she her it its they them their this that these those who what
when where why how which am is are was were be been being have has had do does did done can could will would shall
should may might must cant dont wont didnt doesnt isnt arent wasnt couldnt im ive ill id youre youll youve were well
hes shes theyre lets thats whats theres gonna gotta wanna gimme lemme aint not never always ever again now then here
there just only so too very much more most some any every everyone everybody anyone someone somebody nobody all both
a an the and or but if because than with without about against for from of on to at by into up upon out off over under
down again away back come coming go going gone get getting got give gave take took make made know think see saw seen
look watch say said tell told want need like love hate feel let leave alone try keep stay put cut bring wait stop
regret mean believe remember forget understand same another other one two three four five six seven eight nine ten
first last next better best worse bad good nice right wrong sure maybe really please thank thanks yes no okay oh ah eh
hey hi hello bye friend friends enemy enemies team master lord king queen sir boss man buddy idea time day way thing
things something nothing anything everything long life kill die dead fight run runaway fly win lose lost
going everything enough till until while still yet soon later before after yourself together around through
my lord your majesty wish order orders work works ready later tonight today tomorrow yesterday heaven hell dear god
surprise power game trade fair mercy help
`;
