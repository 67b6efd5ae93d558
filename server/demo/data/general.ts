// Words that name no theme: they wait for somebody to say what they are about.
export const general = `
HB-1216 | nps:8 | 14.66 | neutral | Still getting to know it. Ask me again after the rains.
HB-1221 | nps:7 | 23.15 | neutral el | Καλά ήταν, δεν έχω κάτι να προσθέσω.
HB-1238 | nps:9 | 5.50 | praise nb | Fornøyd.
HB-1242 | nps:6 | 18.44 | neutral ar | لا بأس، تجربة عادية.
HB-1244 | nps:3 | 9.69 | complaint | You know what you did.
HB-1225 | nps:7 | 30.29 | neutral de | Passt so.
guest-1210 | review:4 | 19.11 | praise nb | Gave til mannen min. Han er ute med den nå, så det går nok bra.
HB-1245 | nps:5 | 41.00 | neutral fr | Ni bien ni mal, c'est un vélo.
`;
