// About people: the shops, the workshop, the phone.
export const staff = `
HB-1151 | nps:10 | 6.63 | praise nb | Turid på verkstedet fant knirket på to minutter etter at jeg hadde lett i to uker.
HB-1152 | mail | 13.89 | praise de | Bitte richten Sie der jungen Frau am Telefon meinen Dank aus. Sie hat mir die Schaltung erklärt, als wäre ich nicht der Hundertste an diesem Tag.
HB-1153 | review:5 | 3.19 | praise | Leeds store measured me, put me on three bikes, and sold me the cheapest one because it fitted. Will be back.
HB-1155 | nps:9 | 18.66 | praise it | Un ragazzo gentilissimo ad Amburgo mi ha aggiustato la catena gratis mentre ero in viaggio.
HB-1157 | mail | 8.14 | praise | Your support person Hedda stayed on the line while I bled my first brake. Forty minutes. I have had shorter marriages.
HB-1158 | nps:9 | 22.32 | praise sv | Trevlig personal i Oslobutiken, fick prova lådcykeln med båda barnen i.
HB-1161 | review:5 | 11.47 | praise de | Filiale Altona: ehrliche Beratung, kein Wort zu viel, und der Kaffee war auch gut.
HB-1162 | nps:10 | 27.26 | praise de | Der Mechaniker hat mir gezeigt, wie ich es beim nächsten Mal selbst mache. So verdient man Kunden.
HB-1165 | mail | 15.54 | praise | I wrote in Zulu as a joke and got an answer in Zulu. Whoever did that, you made a whole office laugh.
HB-1167 | nps:9 | 5.34 | praise | Lad in the Glasgow shop stayed past closing to swap my brake pads before the Etape. Never got his name.
HB-1169 | review:5 | 32.07 | praise nb | Utrolig hjelpsomme på butikken i Halden, de husket til og med sadelhøyden min fra i fjor.
HB-1171 | nps:10 | 9.91 | praise | Rang about a missing bolt and Kjell drew me a diagram. By hand. It is on my fridge.
HB-1175 | mail | 20.60 | praise nb | Takk til gutta på verkstedet som lånte meg en sykkel mens min sto inne.
HB-1177 | nps:8 | 16.28 | praise | Polite, and honest that they did not know. Rang me back the next day when they did.
HB-1180 | review:5 | 25.36 | praise es | La atención de la tienda de Lyon, de diez; me hablaron en español sin pedirlo.
HB-1183 | nps:9 | 36.77 | praise sv | Supporten svarade på en söndag, det hade jag inte väntat mig.
HB-1187 | mail | 1.84 | praise | Just to say that Fergus on the phones talked my mam, 74, through a puncture. She is insufferable now and fixing everyone's.
HB-1195 | nps:10 | 42.29 | praise | The fitter noticed that I ride with a bad knee before I said a word. Two spacers later it does not hurt.
HB-1198 | review:4 | 14.22 | praise fr | Personnel patient avec une cliente qui n'y connaît rien du tout.
guest-1205 | review:5 | 23.08 | praise | Came in as a passer-by with a flat. Left with air, a chat and no bill.
HB-1215 | nps:9 | 7.28 | praise | Same person answered all three of my mails. I didn't have to tell the story again, that is worth a lot.
HB-1241 | nps:10 | 48.52 | praise | Moira in the workshop wrote on the job card what she did and why. First time a bike shop has treated me as a grown-up.
HB-1154 | mail | 12.19 | complaint | The man at the counter spoke to my husband the entire time. It is my bike. I had the question.
HB-1172 | nps:4 | 19.07 | complaint | Forty minutes on hold, then a transfer, then the music again.
HB-1190 | review:2 | 26.89 | complaint | Asked about a gear noise, was told "they all do that". They don't.
HB-1220 | nps:3 | 10.04 | complaint | Person on chat closed the conversation while I was typing the frame number. Twice.
HB-1232 | mail | 33.71 | complaint de | Zusage per Telefon, Absage per Mail, und keiner weiß vom anderen.
HB-1236 | nps:5 | 4.02 | complaint | Our trade contact changed three times since spring and none of the three knew about our rack order.
`;
