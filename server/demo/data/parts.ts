// About spare parts: whether they can be had, found and fitted.
export const parts = `
HB-1040 | mail | 10.57 | wish nb | Kunne dere selge girwiren til Tråkk enkeltvis? Vi har elleve sett og trenger bare wiren.
HB-1054 | nps:6 | 30.90 | complaint | Belt for the Sund E out of stock for seven weeks. I have three customers walking.
HB-1064 | mail | 20.37 | wish de | Eine Explosionszeichnung pro Modelljahr, mit Bestellnummern, und ich bin für immer still.
HB-1118 | nps:5 | 38.24 | complaint de | Ersatzteilnummern auf der Rechnung stimmen nicht mit denen im Shop überein.
HB-1160 | mail | 26.15 | complaint | The 2-bolt seat clamp has been "back soon" since before my apprentice started.
HB-1173 | mail | 3.90 | wish de | Bitte Bremsbeläge in Zehnerpackungen für Betriebe, die Einzelblister füllen uns die Tonne.
HB-1199 | nps:7 | 17.63 | wish | Stock figures by warehouse please, so we can tell people Tuesday or a month.
HB-1236 | mail | 11.84 | complaint | Ordered left cranks, got right cranks, sent them back, got right cranks.
HB-1130 | nps:8 | 24.59 | praise nl | Onderdelen van een fiets van acht jaar oud gewoon op voorraad. Dat doet niemand jullie na.
HB-1156 | mail | 33.33 | wish | Please sell the small rubber cap of the charging port. Mine is somewhere in Kamakura.
HB-1161 | nps:6 | 14.47 | wish de | Lackstift in Tannengrün wäre toll, ein Kratzer reicht ja schon.
HB-1174 | review:2 | 21.91 | complaint | The replacement mudguard clip is not the one on my bike, though the site swore it was.
HB-1182 | mail | 8.70 | complaint | I entered my frame number in the part finder and it offered me parts for a scooter.
HB-1186 | nps:9 | 50.46 | praise de | Kettenkastendeckel von einem Modell, das es nicht mehr gibt, innerhalb einer Woche. Hut ab.
HB-1189 | review:5 | 28.82 | praise sv | Batteriet till min gamla Sund finns fortfarande att köpa. Så ska det vara.
HB-1195 | mail | 18.19 | wish | Could you print the torque next to each bolt in the parts diagram? I keep it on the wall anyway.
HB-1219 | nps:5 | 12.55 | complaint de | Speichen nur im 36er-Set. Mir fehlt eine.
HB-1224 | review:3 | 42.88 | complaint nl | Verkeerde ventielslang geleverd, autoventiel in plaats van Frans.
HB-1226 | nps:4 | 6.79 | complaint | Derailleur hanger unavailable in the whole US. One stick on the trail and my season is over.
HB-1235 | mail | 22.03 | wish | There are twelve of us on Fjord bikes in Kathmandu and no dealer. May we buy a box of parts as a group?
`;
