// Complaints about delivery that the delivery flow still takes up: said within the last week.
export const deliveryRecent = `
HB-1106 | mail | 0.42 | complaint nb | Pakken er merket «levert», men her er ingen pakke. Naboen har den ikke, og Nordpil svarer ikke på telefonen.
HB-1107 | mail | 1.16 | complaint de | Das Sund E sollte am Vormittag kommen. Ich habe Urlaub genommen. Es ist Abend, und laut Verfolgung steht es noch in Hannover.
HB-1108 | nps:2 | 2.75 | complaint | Driver left a £2,000 bike leaning on my wheelie bin. In the rain. With the label facing the street.
HB-1109 | mail | 3.41 | complaint | Customs in Durban ask for a paper that should have been on the outside of the box. Your warehouse put it inside. So they had to cut the box to find the paper that lets them not cut the box.
HB-1110 | review:2 | 5.18 | complaint de | Karton aufgerissen, Schutzblech verbogen, Fahrer zuckt mit den Schultern.
HB-1111 | mail | 4.56 | complaint | Hi, ordered two boxes, got one. Tracking says two. The handlebars are in the other one so it is not much of a bike yet.
HB-1112 | mail | 0.97 | complaint it | Consegna rimandata per la terza volta senza avviso, e ogni volta resto a casa ad aspettare.
HB-1113 | review:3 | 6.22 | complaint | Nice bike once it got here. Nine days later than the page said, and nobody told me why.
HB-1114 | nps:4 | 2.18 | complaint | The delivery window was 7 to 19. That is not a window, that is a day.
HB-1115 | mail | 5.83 | complaint | Parcel travelled Oslo, Vienna, Istanbul, Vienna, Tbilisi. Nice trip, I would have liked to be on it. The spokes came bent.
HB-1116 | mail | 1.72 | complaint fr | Le livreur n'est pas monté au troisième étage alors que j'avais payé l'option. Un vélo cargo dans l'escalier, seul, merci.
HB-1117 | review:2 | 3.09 | complaint | Six weeks on a boat, fine, I knew that. But then eleven days in a depot forty minutes from my house.
HB-1118 | mail | 0.66 | complaint de | Werkstattlieferung wieder ohne Lieferschein. Wir haben neunzehn Kartons und raten.
HB-1119 | nps:3 | 6.05 | complaint | They delivered to number 14. We live at number 41. Number 14 rode it for two days before bringing it over.
HB-1120 | mail | 4.13 | complaint | You texted me "we missed you" while I was standing at the open door looking at the van driving off.
HB-1121 | mail | 2.93 | complaint | Shipping to Iceland was promised in five working days and is at twelve. The ferry goes twice a week so somebody must know.
HB-1122 | review:2 | 5.47 | complaint pt | A bicicleta chegou sem os pedais e a caixa já estava aberta.
HB-1123 | mail | 3.77 | complaint de | Ich habe den Abholschein, der Paketshop hat kein Paket. Beide sind sich sehr sicher.
HB-1124 | nps:1 | 1.38 | complaint | Cancelled my order because it never left the warehouse, and today the cancelled order arrives.
HB-1125 | mail | 6.38 | complaint | Please tell the carrier that our street is one way. He phoned, said he cannot enter, and sent the wheels back to you.
HB-1126 | review:3 | 4.90 | complaint nb | Sykkelen er fin, men leveringen tok tre uker lenger enn lovet og ingen sa fra.
HB-1127 | mail | 0.29 | complaint | Morning. The frame I was told would come today is now "in transit to Aberdeen". I am in Bath.
HB-1128 | nps:3 | 2.51 | complaint | Had to collect it myself from an industrial estate, by bus, and it was a bike.
HB-1129 | mail | 5.64 | complaint de | Zollgebühr von 84 Franken an der Tür, davon stand im Bestellvorgang kein Wort.
HB-1130 | mail | 1.94 | complaint | Joris from Bakker Fietsen. Pallet of twelve arrived as pallet of eleven, and the strap marks tell me where the twelfth was.
HB-1131 | review:2 | 3.24 | complaint | Box was soaked through and the manual has turned to porridge. Bike dried out ok.
HB-1132 | mail | 6.50 | complaint | Courier asked for cash to carry it upstairs. I said no, he left it with the bakery. The bakery was very kind, the courier was not.
HB-1133 | nps:4 | 4.34 | complaint sv | Fick tre olika leveransdagar på tre dagar. Till slut kom den den fjärde.
`;
