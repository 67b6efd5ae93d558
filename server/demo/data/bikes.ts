// About the bicycles themselves.
export const bikes = `
HB-1001 | review:5 | 39.16 | praise | Fjord 3 after one wet year: no rust, no creak, one puncture. It even looks better dirty.
HB-1013 | nps:9 | 44.93 | praise es | La Skarv en grava es una maravilla, ligera y muy tranquila a bajadas.
HB-1022 | review:5 | 53.27 | praise de | Sund E seit 4.000 Kilometern, Riemen wie am ersten Tag.
HB-1031 | nps:9 | 35.81 | praise | Took the Tråkk through a Peckham winter. Brakes, lights and dignity all intact.
HB-1155 | review:5 | 12.73 | praise it | La Tråkk sembra uscita da un film, e i freni frenano davvero.
HB-1156 | nps:9 | 6.20 | praise ja | スカルヴは軽くて、坂道がとても楽になりました。
HB-1159 | review:5 | 19.69 | praise | Ferge Cargo with two kids and a cello. It turned. It stopped. The cello is fine.
HB-1168 | nps:10 | 24.06 | praise th | จักรยานสวยมาก ปั่นลื่น เบรกดี
HB-1170 | review:4 | 8.37 | praise | Fjell 29 climbs better than I do. Only the stock grips are so-so.
HB-1173 | nps:9 | 15.13 | praise de | Als Werkstatt sehe ich viele Räder. Eure Kabelführung ist die erste, bei der ich nicht fluche.
HB-1176 | review:5 | 28.17 | praise nl | Stille fiets, fijne zit, mooie lak. Mijn buurman heeft er nu ook een.
HB-1179 | nps:8 | 3.62 | praise | Bought the Sund E as a car replacement and sold the car in the second month.
HB-1181 | review:5 | 33.01 | praise de | Lys 20 für unseren Sohn: er fährt, er bremst, er strahlt. Pedale greifen auch bei Nässe.
HB-1185 | nps:9 | 21.58 | praise | good strong bike, I am 120 kg and nothing bends
HB-1188 | mail | 47.75 | praise es | Crucé los Andes con la Fjord 3 y veintiocho kilos de equipaje. Un solo radio roto, y fue culpa de una cabra.
HB-1192 | review:5 | 17.06 | praise zh | 做工很好，烤漆漂亮，骑行安静。
HB-1193 | nps:9 | 9.54 | praise | The belt drive is so quiet that I have had to start using the bell.
HB-1197 | review:4 | 26.60 | praise fi | Hyvä pyörä talvellakin, nastarenkaat mahtuvat lokasuojien alle.
guest-1204 | review:5 | 5.71 | praise fr | Solide sur les pistes de sable de Dakar, je n'en demandais pas tant.
guest-1207 | review:5 | 14.78 | praise | Rode it out of the box and forty miles on. Saddle was right on the first try, which never happens to me.
guest-1201 | review:4 | 37.92 | praise sv | Snygg och stabil, lite tung att bära upp till tredje våningen.
HB-1218 | nps:9 | 22.77 | praise fr | Le Sund E avale la montée de la Croix-Rousse, moi je regarde le paysage.
HB-1231 | nps:9 | 11.71 | praise ko | 프레임 마감이 훌륭하고 조용합니다.
HB-1247 | review:5 | 30.11 | praise | My father learned to ride at 61 on your step-through. There is a video. There was crying.
HB-1194 | review:2 | 4.18 | complaint de | Ständer klappt auf Kopfsteinpflaster von allein herunter. Auf der Fahrt.
HB-1157 | review:3 | 18.52 | complaint | Paint chips on the chain stay after six weeks of careful commuting.
HB-1162 | mail | 7.05 | complaint de | Beim Fjell 29 knackt das Tretlager seit Kilometer 300, immer unter Last, immer rechts.
HB-1184 | nps:4 | 43.28 | complaint | Rear light gave up in its first drizzle. For a Norwegian lamp that is embarrassing.
HB-1166 | review:2 | 25.91 | complaint de | Sattel wie ein Brett, nach zwanzig Minuten steht man lieber.
HB-1175 | nps:5 | 9.22 | complaint | Hub gear slips from 5 to 4 when it is below minus ten. Which is when you want 4, but still.
HB-1200 | mail | 2.26 | complaint de | Akku hält statt der angegebenen 90 Kilometer nur 51, flach, Stufe Eco, 68 Kilo Fahrer.
guest-1203 | review:2 | 16.16 | complaint de | Die Klingel hat sich nach drei Tagen verabschiedet, der Bremshebel wackelt.
guest-1209 | review:3 | 20.28 | complaint nl | Kettingkast rammelt op klinkers, verder een prima fiets.
guest-1212 | review:2 | 32.63 | complaint | Spokes went ping, one a week, for a month. True story, untrue wheel.
HB-1178 | nps:3 | 27.58 | complaint de | Die Federgabel ist nach einem Winter fest. Ich fahre Straße, keine Bergrennen.
HB-1157 | mail | 6.47 | complaint | Adding to my review about the chips: bare metal now shows in two places and it has started to rust. Photos attached.
guest-1206 | review:3 | 10.91 | complaint | Beautiful frame, but the bottle bosses are too low, a big bottle does not go in.
HB-1229 | nps:5 | 23.47 | complaint | Headset loosens every fortnight. I have learned to fix it at traffic lights.
HB-1240 | nps:4 | 15.39 | complaint de | Motor pfeift bei 18 km/h. Genau die Geschwindigkeit, die ich fahre.
guest-1208 | review:3 | 40.07 | complaint de | Gepäckträger passt nicht zu gängigen Taschen, die Haken sind zu schmal.
HB-1234 | nps:5 | 34.14 | complaint | The grips turn under the hand in rain. On a mountain bike this is a sport of its own.
`;
