// About the app, and not a fault: wishes and praise.
export const appOtherwise = `
AS-1078 | app:5 | 3.36 | praise nb | Endelig en sykkelapp som ikke maser. Kobler til, viser batteri, ferdig.
AS-1082 | app:4 | 8.48 | wish | Tandem owners exist! Let two phones follow the same bike so my wife can see how little I pedal.
AS-1084 | app:5 | 14.55 | praise | Lock from the sofa, love it. Found out I had left it open all night, closed it without putting shoes on.
AS-1090 | app:4 | 19.30 | wish nl | Graag een donkere modus. In het donker fietsen met een wit scherm op het stuur is geen pretje.
AS-1092 | app:5 | 5.77 | praise | Paired in four seconds in a parking garage, minus 20 outside. Respect.
AS-1094 | app:5 | 22.13 | praise | The maintenance reminders are written by someone who rides. "Your chain has been to Cornwall and back, look at it."
AS-1097 | app:4 | 12.82 | wish | Please let me export rides as GPX, one file per month would do.
AS-1099 | app:5 | 9.07 | praise zh | 介面簡單，藍牙連線很快，推薦。
AS-1102 | app:4 | 17.21 | wish de | Ein Widget für den Sperrbildschirm wäre schön, nur Akku und Schloss, mehr nicht.
AS-1105 | app:4 | 26.73 | wish tr | Türkçe dil desteği gelirse beş yıldız veririm.
AS-1100 | app:4 | 11.60 | wish | Could the climb screen show gradient in big numbers? I have small eyes and big hills.
AS-1076 | app:4 | 46.83 | praise | Best order tracking of any shop I use, you can see the actual van.
AS-1087 | app:5 | 58.29 | praise | Cargo bike mode hides the stairs. Whoever made that has carried a double seat down an underpass.
AS-1094 | app:5 | 2.37 | praise | Still my favourite app. It told me about the recall of my stem before the postie did.
HB-1048 | app:4 | 34.68 | wish | Offline maps for the Cedarberg please, there is no signal and that is why we go.
HB-1062 | nps:9 | 37.45 | praise | App and bike talk to each other, I only listen. Good.
HB-1066 | app:4 | 15.08 | wish | Give us a setting for miles on the ride screen and kilometres for training. I think in both.
HB-1153 | nps:8 | 31.87 | wish | Let me book the pick-up for a service in the app and not by phone, I never remember your opening hours.
HB-1156 | app:4 | 20.46 | wish ja | 走行距離の月別グラフがほしいです。
HB-1167 | app:5 | 10.25 | praise | Borrowed my daughter's phone to set it up, she says the app is "fine", which is the highest grade she gives.
HB-1189 | nps:9 | 16.39 | praise | Being able to see which of my three bikes is due for service is worth the membership on its own.
HB-1217 | app:5 | 4.61 | praise nb | Fant igjen sykkelen med appen etter at naboen hadde flyttet den. Takk!
HB-1228 | app:4 | 23.74 | wish | A way to lend the bike to somebody for a day, with the lock, without giving away my account.
HB-1249 | app:4 | 13.18 | wish de | Bitte die Kilometer seit der letzten Inspektion anzeigen, nicht nur ein Datum.
HB-1142 | mail | 7.83 | wish | Could you let me rename bikes in the app? Both of mine are called "Sund E" and I keep unlocking my husband's.
HB-1123 | app:5 | 29.12 | praise de | Die Anleitung zum Bremsbelagwechsel in der App hat uns einen Werkstatttermin gespart.
HB-1145 | app:4 | 18.03 | wish | Would be handy if it warned me the night before that the battery will not do tomorrow's commute.
HB-1113 | nps:8 | 27.31 | wish | Add a screen reader label to the lock button please, my brother is blind and rides stoker with me.
HB-1111 | app:5 | 21.05 | praise | Theft alarm went off outside Heuston, I got the ping in the pub and the lad was gone before I was out the door. Bike still there.
`;
