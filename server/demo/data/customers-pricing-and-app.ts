// number | name | locale | zone | region | plan, app version, orders in 12 months | address, consent. "-" is unknown.
export const customersPricingAndApp = `
HB-1001 | Maren Holt | nb-NO | Europe/Oslo | nordics | pro 4.1.2 3 | maren.holt@fjordpost.example
HB-1002 | Tobias Kessler | de-DE | Europe/Berlin | dach | pro 4.1.0 2 | t.kessler@briefkasten.example
HB-1003 | Aoife Brennan | en-IE | Europe/Dublin | uk-ireland | pro 4.1.2 1 | aoife.brennan@liffeymail.example yes
HB-1004 | Γιώργος Παππάς | el-GR | Europe/Athens | south | pro 4.0.7 2 | g.pappas@aegeanpost.example
HB-1005 | Hannah Whitcombe | en-GB | Europe/London | uk-ireland | pro 4.1.2 4 | hannah@whitcombe.example
HB-1006 | 佐藤 美咲 | ja-JP | Asia/Tokyo | asia-pacific | pro 4.1.2 1 | misaki.sato@hayabusa-mail.example
HB-1007 | Lukas Brandl | de-AT | Europe/Vienna | dach | pro - 2 | lukas.brandl@donaupost.example
HB-1008 | Noor van Dijk | nl-NL | Europe/Amsterdam | benelux | pro 4.1.1 5 | noor@vandijk.example yes
HB-1009 | Camille Aubert | fr-FR | Europe/Paris | france | pro 4.0.7 1 | camille.aubert@courrier.example
HB-1010 | Олена Ковальчук | uk-UA | Europe/Kyiv | east | pro 4.1.2 1 | olena.kovalchuk@dnipromail.example
HB-1011 | Marcus Oyelaran | en-GB | Europe/London | uk-ireland | pro 4.1.2 2 | marcus.o@wheelmail.example
HB-1012 | Siri Bakken | nb-NO | Europe/Oslo | nordics | pro 4.1.0 6 | siri.bakken@fjordpost.example yes
HB-1013 | Joaquín Ferrer | es-ES | Europe/Madrid | south | pro 4.1.2 2 | joaquin.ferrer@buzon.example
HB-1014 | Gwen Pritchard | en-GB | Europe/London | uk-ireland | pro - 1 | gwen.pritchard@wheelmail.example
HB-1015 | Jürgen Pohl | de-DE | Europe/Berlin | dach | pro - 3 | juergen.pohl@briefkasten.example
HB-1016 | Emeka Nwosu | en-NG | Africa/Lagos | africa | pro 4.1.2 1 | emeka.nwosu@lagoonmail.example
HB-1017 | Dana Kowalczyk | pl-PL | Europe/Warsaw | east | pro 4.1.1 2 | dana.k@skrzynka.example
HB-1018 | Fionn Gallagher | en-IE | Europe/Dublin | uk-ireland | pro 4.1.2 2 | fionn@gallagher.example
HB-1019 | Beatriz Salgado | pt-PT | Europe/Lisbon | south | pro 4.1.0 1 | beatriz.salgado@tejomail.example
HB-1020 | Kristoffer Lindqvist | sv-SE | Europe/Stockholm | nordics | pro 4.1.2 3 | k.lindqvist@brevlada.example
HB-1021 | דנה לוי | he-IL | Asia/Jerusalem | middle-east | pro 4.1.2 1 | dana.levi@galimmail.example
HB-1022 | Anke Vollmer | de-DE | Europe/Berlin | dach | pro 4.1.2 2 | anke.vollmer@elbmail.example yes
HB-1023 | Ruth Abernathy | en-CA | America/Halifax | americas | pro 4.0.7 1 | ruth.abernathy@harbourmail.example
HB-1024 | Piet Claessens | nl-BE | Europe/Brussels | benelux | pro 4.1.2 7 | piet.claessens@scheldepost.example
HB-1025 | Sofie Dahl | da-DK | Europe/Copenhagen | nordics | pro 4.1.1 2 | sofie.dahl@sundmail.example
HB-1026 | अनिल देशपांडे | en-IN | Asia/Kolkata | asia-pacific | pro 4.1.2 1 | anil.deshpande@daakghar.example
HB-1027 | Oliver Tranter | en-AU | Australia/Adelaide | asia-pacific | pro 4.1.2 2 | otranter@eucalyptmail.example
HB-1028 | Miriam Feld | de-CH | Europe/Zurich | dach | pro 4.1.0 4 | miriam.feld@limmatpost.example
HB-1029 | Caoimhe Doyle | en-IE | - | uk-ireland | pro - 1 | caoimhe.doyle@liffeymail.example
HB-1030 | Eero Mäkinen | fi-FI | Europe/Helsinki | nordics | pro 4.1.2 2 | eero.makinen@saimaaposti.example
HB-1031 | Grace Adeyemi | en-GB | Europe/London | uk-ireland | pro 4.1.2 3 | grace.adeyemi@wheelmail.example yes
HB-1032 | Walter Nagel | de-DE | Europe/Berlin | dach | pro - 2 | walter.nagel@briefkasten.example no
HB-1033 | Sinéad Mulcahy | en-IE | Europe/Dublin | uk-ireland | pro 4.1.2 1 | sinead.mulcahy@liffeymail.example no
HB-1034 | 김민준 | ko-KR | Asia/Seoul | asia-pacific | pro - 1 | -
HB-1035 | Priya Raman | en-GB | Europe/London | uk-ireland | pro 4.1.2 2 | priya.raman@wheelmail.example
HB-1036 | Elif Yıldız | tr-TR | Europe/Istanbul | middle-east | pro - 1 | elif.yildiz@bogazmail.example
HB-1037 | Ingrid Solheim | nb-NO | Europe/Oslo | nordics | pro 4.1.2 3 | ingrid.solheim@fjordpost.example
HB-1038 | Ben Achterberg | en-GB | Europe/London | uk-ireland | basic 4.1.2 1 | ben.achterberg@wheelmail.example
HB-1039 | Nadja Reuter | de-DE | Europe/Berlin | dach | pro 4.1.2 2 | nadja.reuter@elbmail.example
HB-1040 | Håkon Myhre | nb-NO | Europe/Oslo | nordics | workshop 4.1.1 14 | hakon@myhresykkel.example
HB-1041 | Leila Haddad | fr-FR | Europe/Paris | france | basic 4.1.2 1 | leila.haddad@courrier.example
HB-1042 | Carys Llewellyn | en-GB | Europe/London | uk-ireland | pro 4.1.0 1 | carys.llewellyn@tywimail.example
HB-1043 | 陈思远 | zh-CN | Asia/Shanghai | asia-pacific | basic 4.1.2 1 | chen.siyuan@changmail.example
HB-1044 | Matteo Ricciardi | it-IT | Europe/Rome | south | pro 4.1.2 2 | matteo.ricciardi@postino.example
HB-1045 | Jolene Tackett | en-US | America/Kentucky/Louisville | americas | basic 4.0.7 1 | jolene.tackett@bluegrassmail.example
HB-1046 | Uwe Hansen | de-DE | Europe/Berlin | dach | basic 4.1.1 0 | uwe.hansen@deichpost.example
HB-1047 | Вера Соколова | ru-RU | Asia/Yekaterinburg | east | basic 4.1.2 1 | vera.sokolova@uralmail.example
HB-1048 | Thandiwe Mokoena | en-ZA | Africa/Johannesburg | africa | pro 4.1.2 1 | thandiwe.m@karoopost.example
HB-1049 | Pelle Nyström | sv-SE | Europe/Stockholm | nordics | basic 4.1.2 2 | pelle.nystrom@brevlada.example
HB-1050 | Marta Zielińska | pl-PL | Europe/Warsaw | east | pro 4.1.2 1 | marta.zielinska@skrzynka.example
HB-1051 | Declan Rooney | en-IE | Europe/Dublin | uk-ireland | basic 4.1.1 1 | declan.rooney@liffeymail.example
HB-1052 | Yuki Tanabe | ja-JP | Asia/Tokyo | asia-pacific | basic 4.1.2 1 | yuki.tanabe@hayabusa-mail.example
HB-1053 | Svenja Albrecht | de-DE | Europe/Berlin | dach | pro 4.1.2 3 | svenja.albrecht@elbmail.example
HB-1054 | Rhys Morgan | en-GB | Europe/London | uk-ireland | workshop 4.1.2 22 | rhys@morgancycles.example yes
HB-1055 | فاطمة الزهراء | ar-MA | Africa/Casablanca | africa | basic 4.1.0 1 | fatima.zahra@atlasmail.example
HB-1056 | Inge Petersen | da-DK | Europe/Copenhagen | nordics | basic 4.1.2 1 | inge.petersen@sundmail.example
HB-1057 | Kwame Boateng | en-GB | Africa/Accra | africa | pro 4.1.2 1 | kwame.boateng@voltapost.example
HB-1058 | Sandra Villanueva | es-MX | America/Mexico_City | americas | basic 4.1.2 1 | sandra.villanueva@buzon.example
HB-1059 | Theo Marchetti | en-GB | Europe/London | uk-ireland | basic 4.0.7 0 | theo.marchetti@wheelmail.example
HB-1060 | Birgit Sauer | de-AT | Europe/Vienna | dach | basic 4.1.2 1 | birgit.sauer@donaupost.example
HB-1061 | Nguyễn Thị Mai | vi-VN | Asia/Ho_Chi_Minh | asia-pacific | basic 4.1.1 1 | mai.nguyen@mekongmail.example
HB-1062 | Jasper de Wit | nl-NL | Europe/Amsterdam | benelux | pro 4.1.2 4 | jasper.dewit@grachtpost.example
HB-1063 | Louise Hartnell | en-NZ | Pacific/Auckland | asia-pacific | pro 4.1.2 1 | louise.hartnell@kowhaimail.example
HB-1064 | Ansgar Thoma | de-DE | Europe/Berlin | dach | workshop 4.1.2 31 | werkstatt@thoma-raeder.example
HB-1065 | Ελένη Βασιλείου | el-CY | Asia/Nicosia | south | basic 4.1.2 1 | eleni.vasileiou@aegeanpost.example
HB-1066 | Patrick Sloane | en-US | America/Chicago | americas | pro 4.1.2 2 | patrick.sloane@prairiemail.example
HB-1067 | Meera Krishnan | en-IN | Asia/Kolkata | asia-pacific | basic 4.1.2 1 | meera.krishnan@daakghar.example
HB-1068 | Stian Foss | nb-NO | Europe/Oslo | nordics | basic 4.1.0 1 | stian.foss@fjordpost.example
HB-1069 | Amélie Carrier | fr-CA | America/Toronto | americas | basic 4.1.2 1 | amelie.carrier@harbourmail.example
HB-1070 | Gareth Bowen | en-GB | Europe/London | uk-ireland | basic - 1 | gareth.bowen@tywimail.example
HB-1071 | Tuuli Saar | et-EE | Europe/Tallinn | east | pro 4.1.2 1 | tuuli.saar@lahemaapost.example
HB-1072 | Rolf Dierks | de-DE | - | dach | basic - 0 | rolf.dierks@deichpost.example
HB-1073 | Shabnam Rezaei | en-GB | Europe/London | uk-ireland | basic 4.1.2 1 | shabnam.rezaei@wheelmail.example
HB-1074 | Nils Ekström | sv-FI | Europe/Helsinki | nordics | pro - 2 | nils.ekstrom@saimaaposti.example
HB-1075 | Clara Wimmer | de-DE | Europe/Berlin | dach | basic 4.1.2 1 | clara.wimmer@isarbrief.example
`;
