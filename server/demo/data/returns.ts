// About returns, refunds and warranty.
export const returns = `
HB-1042 | mail | 37.09 | complaint | Refund for the cancelled trailer has been "with the bank" for three weeks. The bank has not heard of it.
HB-1110 | mail | 2.44 | complaint de | Rücksendeetikett gilt nur für Pakete bis 20 Kilo. Das Rad, das ich zurückschicken soll, wiegt 27.
HB-1124 | mail | 0.83 | complaint | Now that the cancelled bike is here, who pays to send it back? Not me I hope.
HB-1134 | nps:8 | 7.97 | praise | Sent the orange one back, moss one arrived, no forms, no argument. That is how you do it.
HB-1137 | nps:7 | 16.50 | praise es | Me devolvieron el segundo envío en dos días y pidieron perdón sin excusas.
HB-1152 | nps:9 | 45.61 | praise de | Gabel auf Garantie getauscht, nach vier Jahren, ohne Diskussion.
HB-1163 | mail | 19.51 | complaint | I have filled in the warranty form four times and each time it tells me the serial is too long. It is your serial.
HB-1164 | mail | 2.67 | complaint fr | Toujours pas de réponse à ma demande de garantie pour le feu avant, envoyée il y a dix-sept jours.
HB-1166 | mail | 23.30 | wish de | Für den Sattel wünsche ich mir ein Rückgaberecht nach Probefahrt. Im Karton merkt man ja nichts.
HB-1178 | mail | 24.95 | complaint de | Die Garantie verlangt das Serviceheft im Original per Post. Im Ernst?
HB-1184 | mail | 11.16 | complaint | Light sent back for the second time. The first replacement had the same rattle inside.
HB-1191 | review:5 | 15.99 | praise nb | Byttet størrelse på hjelmen i butikken uten kvittering. De fant kjøpet på navnet.
HB-1194 | nps:5 | 3.30 | complaint de | Umtausch des Ständers abgelehnt, weil er "benutzt" sei. Wie prüft man sonst einen Ständer?
HB-1200 | nps:4 | 1.05 | complaint de | Für den Batterietest soll ich den Akku einschicken und vier Wochen zu Fuß gehen.
HB-1227 | nps:6 | 21.22 | complaint | Return took 5 weeks because the parcel was waiting at the wrong dock.
HB-1230 | mail | 28.75 | praise es | Cambio de talla del maillot en tres días, con una nota escrita a mano.
HB-1237 | nps:8 | 9.12 | praise de | Rückgabe im Laden in Wien, Geld war abends auf dem Konto.
HB-1233 | mail | 17.32 | wish | Could the repair shop send photos of what is worn before changing it? I trust you, I would just like to see.
HB-1239 | nps:5 | 25.47 | complaint fr | On m'a remboursé en couronnes, et ma banque a pris sa part au passage.
HB-1246 | nps:9 | 13.80 | praise | Frame replaced under warranty and they moved my stickers over. MY STICKERS.
HB-1248 | mail | 8.23 | complaint | The lifetime warranty page says lifetime, page two says of the product, page five says two years. Which?
guest-1211 | review:3 | 27.42 | complaint fr | Gants trop petits, retour gratuit annoncé, 4,90 retenus.
`;
