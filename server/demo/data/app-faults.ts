// The app does something wrong. The app's own version comes along where the customer has one.
export const appFaults = `
HB-1038 | app:1 | 4.32 | complaint | Saved 14 things for my build. App closed itself. Saved list: empty. Fourteen.
HB-1039 | mail | 7.51 | complaint de | Seit dem letzten Update verliert die App meine Merkliste, sobald ich sie in den Hintergrund schicke. Pixel 7, Version 4.1.2.
HB-1040 | app:2 | 12.66 | complaint nb | Verkstedlista forsvinner når appen lukkes. Jeg bruker den til å bestille deler, så det er ikke en bagatell.
HB-1041 | app:2 | 9.18 | complaint fr | L'application se ferme dès que j'ouvre la liste d'envies. Je la rouvre, la liste est vide.
HB-1042 | mail | 15.83 | complaint | Hello, ride from Tywyn to Bala yesterday evening recorded as 0.0 km. Four hours. The phone was in my back pocket the whole time with the screen on your map.
HB-1043 | app:1 | 3.94 | complaint zh | 每次打开收藏夹应用就闪退，重装了两次也没用。
HB-1044 | mail | 18.40 | complaint it | La app non si collega più alla Sund E dopo l'aggiornamento: cerca, trova la bici, poi dice "riprova". Ho riprovato venti volte.
HB-1045 | app:2 | 21.77 | complaint | It logs me out every time I lose signal. I live in a hollow. I lose signal a lot.
HB-1046 | nps:3 | 8.29 | complaint de | App zeigt 80 % Akku, drei Kilometer später steht das Rad. Kein schönes Gefühl auf der Landstraße.
HB-1047 | app:2 | 16.05 | complaint ru | После обновления список сохранённых велосипедов пропал. Собирала его месяц.
HB-1048 | mail | 10.44 | complaint | Tried to book a service from the app in Joburg. It offers me 3 a.m. slots. I suspect somebody forgot there is a world outside Norway.
HB-1049 | app:3 | 6.71 | complaint sv | Sparade listan nollställs ibland. Annars bra, men just det där är ju halva poängen.
HB-1050 | mail | 23.19 | complaint | When I share a list with my husband he sees it empty, and after that I see it empty as well. So sharing means deleting, apparently.
HB-1051 | app:1 | 2.58 | complaint | crash crash crash. open wishlist crash. iphone se
HB-1052 | app:2 | 13.37 | complaint ja | 保存したリストが、アプリを閉じると消えてしまいます。何とかしてください。
HB-1053 | mail | 5.92 | complaint de | Hallo zusammen, die App hat meine Fahrten der letzten Woche doppelt, dafür die Merkliste gar nicht mehr. Ich hätte es lieber andersherum gehabt.
HB-1054 | app:3 | 19.61 | complaint | Workshop list with 60 parts gone after the app updated overnight. Good thing Rhian keeps a paper one. Sort it out please.
HB-1055 | nps:4 | 25.14 | complaint ar | التطبيق يغلق وحده عندما أحفظ دراجة في القائمة.
HB-1056 | mail | 11.25 | complaint | Kære support, the app says my lock is open when it is locked. I walked back twice through the rain to check. The bike was fine, I was wet.
HB-1057 | app:2 | 14.90 | complaint | Order tracking in the app has been stuck on "packed" since the bike has been standing in my hallway.
HB-1058 | app:2 | 7.16 | complaint es | Guardo una bici, cierro la app, y ya no está guardada. Tres veces.
HB-1059 | app:1 | 27.83 | complaint | Won't open at all on my old tablet since 4.0.7. White screen, then nothing.
HB-1060 | mail | 17.49 | complaint de | Die Route nach Tulln führt mich in der App über die Autobahn. Mit dem Lastenrad. Bitte jemanden draufschauen lassen.
HB-1061 | app:2 | 20.02 | complaint vi | Danh sách đã lưu bị mất sau khi tắt ứng dụng.
HB-1062 | nps:5 | 4.87 | complaint | Fix the list please. You add parts on the train, the app goes to sleep, list gone, and the train is still not there.
HB-1063 | mail | 22.56 | complaint | G'day from Nelson. Ride stats reset at what looks like midnight in Europe, so my Tuesday afternoon ride is split over two days.
HB-1064 | app:2 | 9.76 | complaint de | Bestellliste der Werkstatt nach App-Neustart leer, zum dritten Mal diese Woche. Wir schreiben jetzt wieder Zettel.
HB-1065 | app:3 | 26.48 | complaint | Notifications arrive in the middle of the night telling me to stretch. I was asleep. That is also a kind of stretching.
HB-1066 | mail | 3.23 | complaint | Pairing screen asks for a PIN, manual says there is no PIN, support bot says "have you tried the PIN". Sund E+, Pixel 8.
HB-1067 | app:2 | 12.11 | complaint | Wishlist vanishes if phone gets a call while you are saving. Reproducible every single time, happy to send a screen recording.
HB-1068 | mail | 28.36 | complaint nb | Appen teller ikke høydemeter lenger. Fra Halden til fjells skal ikke være null meter stigning.
HB-1069 | app:1 | 6.04 | complaint fr | Impossible de se connecter avec mon compte depuis trois jours, le code par courriel n'arrive jamais.
HB-1070 | mail | 8.95 | complaint | I don't have the phone to hand so can't tell you the version, but the app ate my saved list again. Gareth, Swansea
HB-1071 | app:2 | 1.67 | complaint | Battery widget shows yesterday's charge until I open the app. A widget I have to open is called an icon.
HB-1072 | mail | 13.70 | complaint de | App auf dem Telefon meiner Frau stürzt ab, welche Version das ist, weiß ich leider nicht.
HB-1073 | app:2 | 10.88 | complaint | Why does it forget my list whenever it updates?? I had the exact pedals saved for my sister's birthday.
HB-1074 | nps:5 | 19.23 | complaint | The app is slow in finnish, fast in english. How is that possible
HB-1075 | app:3 | 5.45 | complaint de | Merkliste ist nach jedem Schließen weg, sonst eine ordentliche App.
AS-1076 | app:2 | 2.09 | complaint | Great bikes, goldfish of an app. It cannot remember what I saved ten minutes ago.
AS-1077 | app:1 | 15.31 | complaint de | Fahrt aufgezeichnet, App abgestürzt, Fahrt weg. 112 Kilometer Schotter für nichts.
AS-1079 | app:2 | 24.27 | complaint | Lost a whole list of winter kit when it crashed. Typed it all again, lost it again.
AS-1080 | app:2 | 8.02 | complaint fr | Perte de la liste à chaque fermeture. Dommage, le reste est bien fait.
AS-1081 | app:1 | 17.80 | complaint ko | 찜 목록이 계속 사라집니다. 업데이트 이후부터 그래요.
AS-1083 | app:2 | 11.94 | complaint de | Bluetooth-Kopplung nur, wenn man direkt neben dem Rad kniet und bittet.
AS-1085 | app:2 | 20.91 | complaint | Rain mode sounds clever until the screen locks itself with a raindrop and throws away your list.
AS-1086 | app:2 | 22.98 | complaint ja | 走行記録が途中で止まります。保存リストも時々空になります。
AS-1087 | app:1 | 3.52 | complaint | Had all three kids' bikes in the list, sizes and everything. App shut itself. I'm not doing that again at 11pm.
AS-1088 | app:2 | 13.06 | complaint es | Se cierra sola al abrir guardados. Android 14.
AS-1089 | app:2 | 25.68 | complaint | climb counter thinks Denver is at sea level, so every ride starts with a free 5,000 feet
AS-1091 | app:2 | 6.39 | complaint de | Nach dem Update muss ich mich jeden Morgen neu anmelden, und die gemerkten Teile sind dann auch weg.
AS-1093 | app:1 | 18.75 | complaint ru | Вылетает при сохранении маршрута.
AS-1095 | app:2 | 9.40 | complaint sv | Kartan fryser i tunnlar och kommer aldrig tillbaka, man får starta om mitt i trafiken.
AS-1096 | app:2 | 16.62 | complaint | List gone. Again. I have started taking screenshots of my own wishlist like an animal.
AS-1098 | app:3 | 27.05 | complaint | Search finds mudguards but tapping one opens pedals. Every result is off by one.
AS-1101 | app:2 | 14.14 | complaint fr | Plantage systématique quand on scanne le numéro du cadre.
AS-1103 | app:1 | 1.13 | complaint | used to be 5 stars. since the update it deletes my list on the daily
AS-1104 | app:2 | 21.36 | complaint | The lock button has a two second lag so you press twice and unlock it again. Found my bike open outside the gym.
HB-1053 | mail | 2.84 | complaint de | Kurzer Nachtrag zu meiner Mail: auch die neue Merkliste ist heute Morgen weg gewesen.
HB-1189 | mail | 41.58 | complaint | The app drained 30 % of my phone on a forty minute commute. Location was on "while using" and I was not using it.
HB-1142 | app:2 | 52.17 | complaint nb | Appen krasjer når jeg trykker på lagret. Har meldt det før.
AS-1100 | app:2 | 71.24 | complaint | Elevation profile is drawn upside down in landscape. Funny once.
`;
