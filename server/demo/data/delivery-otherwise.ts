// About delivery, and not taken up by the flow: longer ago than a week, wishes, praise.
export const deliveryOtherwise = `
HB-1134 | mail | 9.28 | complaint | Wrong colour delivered. I ordered moss and this is definitely not moss, this is a traffic cone.
HB-1135 | nps:5 | 12.40 | complaint de | Spedition kam ohne Hebebühne. Zu zweit haben wir das Lastenrad vom Lkw gehoben, beide über sechzig.
HB-1136 | review:3 | 15.67 | complaint | Promised before the school holidays, came after. Kids had stopped asking by then.
HB-1137 | mail | 22.64 | complaint es | Vivo en Canarias y el pedido se calculó como península, ahora me piden otra vez el envío.
HB-1138 | nps:4 | 18.91 | complaint | No phone number on the tracking page, only a form, and the form wants the tracking number it does not show.
HB-1139 | review:2 | 26.02 | complaint de | Paket stand einen Tag lang unten im offenen Hausflur. In einem Haus mit vierzig Parteien.
HB-1140 | mail | 34.35 | complaint | Four failed attempts "nobody home". I work from home. My desk is at the window. I watched him not stop.
HB-1141 | nps:2 | 39.72 | complaint | Too slow by half. My grandfather's bicycle came by canal boat and it took less.
HB-1147 | mail | 28.59 | complaint nb | Bestilte hentepunkt i Moss, pakken ble sendt til Mosjøen. Det er ikke det samme.
HB-1148 | review:3 | 49.13 | complaint | Newfoundland is in Canada. Your shipping page disagrees and charged me international.
HB-1143 | nps:6 | 31.25 | complaint fr | Livraison en deux fois, deux jours de congé posés. Un seul colis aurait suffi.
HB-1146 | mail | 61.80 | complaint de | Avisiert wurde ich am Tag nach der Zustellung. Die Information kam also pünktlich zu spät.
HB-1119 | mail | 54.97 | complaint | The box of the kids bike had a shoe print on it and the reflector was in four pieces.
HB-1126 | nps:5 | 43.66 | complaint | Sporing virker ikke på nettsiden deres, bare hos Nordpil, og der må man logge inn med BankID for å se en bjelle.
HB-1142 | review:5 | 3.85 | praise nb | Bestilte mandag kveld, syklet onsdag morgen. Sjåføren hjalp til og med å klippe stripsene.
HB-1144 | mail | 11.02 | praise | I did not believe a bicycle could reach Gyumri in nine days. It did, and the box had been packed like a wedding cake.
HB-1145 | nps:9 | 7.59 | praise | Text at 8, bike at 10, riding by 11. Even the allen keys were taped where you need them.
HB-1149 | review:5 | 19.82 | praise fr | Livré à l'heure, emballage en carton sans un gramme de plastique, et le livreur a repris la boîte.
HB-1150 | nps:10 | 24.47 | praise | The delivery chap rode it round the car park to check the brakes before he let me sign. Top man.
HB-1128 | review:4 | 36.20 | praise | The second order came a day early, so credit where it is due.
HB-1133 | nps:8 | 14.01 | praise sv | Bra att man kan välja kväll. Cykeln kom klockan sju som det stod.
HB-1120 | review:5 | 52.71 | praise | Came in one piece, on the day, up two flights. Nothing to add really.
HB-1132 | nps:9 | 66.38 | praise | Fast even to Cluj. The tracking link worked in Romanian, which my own bank cannot do.
HB-1108 | review:4 | 29.94 | praise | Helmet by next-day post, perfectly boring, exactly what I wanted.
HB-1121 | mail | 21.43 | praise | Takk fyrir, the replacement wheel caught the Thursday ferry because somebody of yours drove it to the harbour.
HB-1116 | nps:8 | 40.84 | praise fr | Suivi clair et créneau de deux heures respecté, c'est rare.
HB-1147 | mail | 5.06 | wish nb | Kunne dere sende SMS en time før? Hytta ligger et kvarter fra veien.
HB-1136 | nps:7 | 8.81 | wish | A cycle courier for the last mile would suit a bike maker, wouldn't it.
HB-1146 | mail | 16.94 | wish de | Bitte eine Abstellerlaubnis für die Garage anbieten, wir sind tagsüber beide auf der Station.
HB-1148 | review:4 | 10.36 | wish | Reusable bike boxes! I have five of your cartons in the shed and no heart to bin them.
HB-1141 | nps:5 | 13.53 | wish | Let me pick a Saturday. Some of us do not sit at home on a Wednesday.
`;
