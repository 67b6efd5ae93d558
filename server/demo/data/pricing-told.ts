// who | channel:score | days ago | feeling, language | words. Customers on Pro, all before the change shipped.
export const pricingTold = `
HB-1001 | nps:4 | 26.31 | complaint | The Fjord 3 says 1,490 in the shop. At the till page it is 1,862. I know how tax works, I just want the number I will pay on the page where I decide.
HB-1002 | mail | 24.12 | complaint de | Guten Tag, in der Produktliste stehen Nettopreise, erst an der Kasse kommen 19 % dazu. Bei einem Sund E sind das fast 500 Euro. Das ist für Privatkunden schlicht irreführend.
HB-1003 | nps:5 | 19.44 | wish | Please show prices with VAT! I bought a rear light for 38 and paid 46.74, small money but it annoyed me for a week.
HB-1004 | mail | 22.08 | complaint | I compare three shops every time I buy tyres. Yours always looks cheapest and never is, because you leave the tax out until the end.
HB-1005 | review:3 | 27.65 | complaint | Lovely pannier, no argument there. But £64 on the shelf and £76.80 on the card statement is not the same price, is it.
HB-1006 | mail | 15.20 | wish ja | カートに入れるまで税込価格が分かりません。商品ページに税込の金額を表示していただけると助かります。
HB-1007 | nps:6 | 20.73 | complaint de | Preise ohne Steuer gehören in den Großhandel. Ich bin Pro-Mitglied, kein Händler.
HB-1008 | mail | 12.91 | complaint | Hi, third order in a row where my budget was wrong by 21 percent because the member page hides the btw. Could somebody look at this? Regards, Noor
HB-1009 | nps:5 | 17.36 | complaint fr | Les prix affichés sont hors taxes, on ne le découvre qu'au paiement. Pour un casque passe encore, pour un vélo cargo c'est une mauvaise surprise de 700 euros.
HB-1010 | mail | 13.57 | wish | Could the parts list on the Pro page include the tax already? I order for our small club and have to recalculate every line in a spreadsheet.
HB-1011 | nps:3 | 25.02 | complaint | Told my wife the Ferge Cargo was 3,950. It was 4,740. That was not a fun evening. Put the tax in the price.
HB-1012 | mail | 9.84 | complaint | I have bought from you six times this year and I STILL get caught out by mva being added on the last screen. Six times.
HB-1013 | review:2 | 18.29 | complaint es | El freno perfecto, pero el precio de la ficha no lleva IVA y el del carrito sí. Me parece poco claro.
HB-1014 | mail | 23.40 | complaint | Dear Halden, the basket total jumped by a fifth when I typed my postcode. I rang because I thought it was a fault. The lady explained it is the VAT. Why is it not simply in the price?
HB-1015 | nps:4 | 28.44 | complaint de | Bei der Bestellung der Kettenräder: Liste 89 Euro, Rechnung 105,91. Steuer bitte gleich ausweisen, so wie jeder andere Laden auch.
HB-1016 | mail | 11.63 | wish | One request. When I switch the shop to my country please include the tax in what I see. Converting currency and then adding tax in my head is too much for a Monday.
HB-1017 | nps:6 | 16.75 | complaint | everything ok but prices without VAT on Pro page, I don't understand who this is for
HB-1018 | mail | 21.18 | complaint | Was going to buy two Lys 20s for the kids. 420 each, grand. Then 1,033 in total at the end?! Left the basket there. Still half thinking about it to be honest.
HB-1019 | review:3 | 14.09 | complaint | Saddle arrived quickly. I only take stars off because the shop window says one thing and the invoice another. Tax should not be a secret.
HB-1020 | nps:5 | 10.52 | wish sv | Visa priserna inklusive moms, tack. Det står 2 990 men jag betalar 3 737. Det räcker med en liten rad under priset.
HB-1021 | mail | 19.97 | complaint | The price filter is useless for me. I set a maximum of 1,000, choose a bike for 980, and the checkout asks for 1,147 because VAT comes later.
HB-1022 | mail | 8.61 | complaint de | Liebes Team, im Newsletter, im Shop und auf dem Kassenzettel stehen drei verschiedene Beträge für dieselbe Lykt-Lampe. Ich nehme an, die Steuer ist schuld. Bitte überall den Endpreis zeigen.
HB-1023 | nps:6 | 22.87 | wish | I'd score higher if the price on the bike page already had HST in it. My neighbour gave up halfway through the checkout for exactly that reason.
HB-1024 | mail | 15.88 | complaint | As a member since the start: the old shop showed what you pay. The new one shows what you don't pay. Please go back to prices with tax.
HB-1025 | nps:4 | 12.26 | complaint | Moms missing from every price. My mother ordered a basket for her bike, saw 25 % extra on the receipt and is convinced she was cheated.
HB-1026 | mail | 27.11 | complaint | The quotation from your Pro page came to 61,400 and the payment request was for 68,768. After some searching I found the word "excl." in grey under the photo. This should not need searching.
HB-1027 | nps:5 | 9.37 | complaint | Prices ex GST in a shop for ordinary people? Come on. Everything else about the Skarv was easy to order.
HB-1028 | mail | 18.83 | wish de | Könnten Sie für Pro-Kunden einstellen, dass Preise inklusive MwSt. angezeigt werden? Ich vergleiche im Büro mit dem Händler in Winterthur und muss jedes Mal rechnen.
HB-1029 | review:3 | 24.69 | complaint | Gloves are warm and well sewn. Paid more than the label said though, the tax gets tacked on after, bit cheeky.
HB-1030 | nps:6 | 13.02 | complaint | Dynamo hub was listed at 139, I paid 174.45. Not your fault that the tax is high here, but it is your page that leaves it out.
HB-1031 | mail | 20.15 | complaint | Evening all. I budgeted for the Sund E from your price page, got my cycle-to-work voucher for that sum, and now the voucher is too small because VAT was not in it. Who thought of that?
HB-1008 | nps:6 | 8.74 | complaint | Same point as my mail: I cannot see what a thing costs until the very last page.
HB-1012 | nps:5 | 8.33 | wish | Just print the price with mva. That is the whole wish.
HB-1005 | mail | 11.08 | complaint | Following up on my review. Ordered inner tubes on Sunday, £4.50 became £5.40. It is the principle, I suppose, but nobody has written back yet.
HB-1024 | review:3 | 10.17 | complaint | Good chain, misleading price tag, the tax comes as a surprise at the end.
HB-1031 | nps:3 | 9.05 | complaint | Voucher story still unsolved, and the price on the bike page still has no tax in it.
`;
