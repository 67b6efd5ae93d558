// About prices, but no loop of the price flow: on Basic or Workshop, longer ago than the flow looks back, or praise.
export const pricingOthers = `
HB-1038 | nps:5 | 16.18 | complaint | Basic member here. A bottle cage for 18 plus tax plus small-order fee, I ended up at 31. Bottle cage.
HB-1046 | mail | 11.37 | complaint de | Die Versandpauschale von 6,90 Euro auf eine einzelne Speiche ist ein schlechter Witz.
HB-1154 | review:3 | 20.54 | complaint | Nice mirror but the same one is 8 quid less at the shop on the high street.
HB-1160 | mail | 9.63 | complaint | Trade account, Reid & Son. Your discount tiers changed without notice: 24 % last quarter, 18 % on this invoice. We quoted customers on the old tier.
HB-1118 | nps:6 | 22.41 | complaint de | Werkstattpreise auf Ritzel sind seit dem Frühjahr zweimal gestiegen, jedes Mal ohne Ankündigung.
HB-1164 | nps:5 | 13.92 | complaint fr | Le prix du Ferge a augmenté de 200 euros entre ma première visite et ma commande, en quatre jours.
HB-1174 | mail | 5.26 | wish | Any chance of paying for the Sund E in three instalments? My bank wants 9 % and I would rather give the money to you.
HB-1182 | nps:6 | 18.07 | complaint | Bike was fair. Then assembly fee, delivery fee, a "handling" fee. Roll it into one number folks.
HB-1190 | review:2 | 3.71 | complaint | £22 for a bell. It rings. So does the £6 one.
HB-1196 | mail | 14.33 | wish | Please add a student discount, in Poland every bike shop near the university has one.
HB-1130 | mail | 6.87 | wish | For workshops it would help if the weekly price file listed what changed. At the moment we compare 4,000 rows by eye.
HB-1223 | nps:4 | 24.80 | complaint | $95 to ship a fork to Phoenix, when the fork is $180. I bought one locally.
guest-1202 | review:3 | 10.69 | complaint | Mudguards fit ok. Felt daft when they went on sale 2 days after I paid full price
HB-1039 | mail | 47.20 | complaint de | Nettopreise im Shop, Bruttopreise auf der Rechnung: bitte vereinheitlichen. Ich hatte 1.200 eingeplant und 1.428 gezahlt.
HB-1107 | nps:5 | 63.55 | complaint de | Steuer fehlt im Preis. Steht irgendwo klein, ja, aber eben klein.
HB-1127 | mail | 38.91 | complaint | I rang in about the VAT on top of the Pro prices and was told it was being looked at. Putting it in writing so that it is not forgotten.
HB-1171 | nps:6 | 55.34 | wish | Would love to see what I actually pay before I put things in the basket.
HB-1186 | review:3 | 81.06 | complaint de | Sattelstütze gut, Preisangabe ohne Steuer unnötig kompliziert.
HB-1153 | nps:9 | 12.07 | praise | Pro has paid for itself, two services and a new chain and I am forty quid up.
HB-1163 | review:5 | 29.73 | praise | Cheapest decent kids helmet I found anywhere, and my daughter likes the whales on it.
HB-1199 | mail | 17.95 | praise | The new trade invoice with one line per bike is a pleasure. My bookkeeper says thank you too.
guest-1210 | review:5 | 6.12 | praise nb | Veldig rimelig sykkel for det man får. Kjøpte en brukt Tråkk fra utleien, den er som ny.
HB-1228 | nps:10 | 33.48 | praise | Traded in my old Fjord for a third of its price without haggling. Good for me and good for the next owner.
HB-1250 | review:4 | 44.02 | praise | Fair price for a hand-built wheel. I am eighty-one and have bought a few wheels.
`;
