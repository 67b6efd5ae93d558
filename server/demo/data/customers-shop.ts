// number | name | locale | zone | region | plan, app version, orders in 12 months | address, consent. "-" is unknown.
// A guest bought without an account: no customer number, known by the address alone.
export const customersShop = `
HB-1151 | Solveig Nordby | nb-NO | Europe/Oslo | nordics | basic - 1 | solveig.nordby@fjordpost.example
HB-1152 | Heinz Obermeier | de-DE | Europe/Berlin | dach | basic - 1 | heinz.obermeier@isarbrief.example
HB-1153 | Poppy Ashworth | en-GB | Europe/London | uk-ireland | pro 4.1.2 2 | poppy.ashworth@wheelmail.example
HB-1154 | Damilola Bello | en-GB | Europe/London | uk-ireland | basic - 1 | damilola.bello@wheelmail.example
HB-1155 | Giulia Ferrante | it-IT | Europe/Rome | south | basic - 1 | giulia.ferrante@postino.example
HB-1156 | 山本 健太 | ja-JP | Asia/Tokyo | asia-pacific | pro 4.1.2 1 | kenta.yamamoto@hayabusa-mail.example
HB-1157 | Rebecca Stroud | en-US | America/New_York | americas | basic - 1 | rebecca.stroud@hudsonpost.example
HB-1158 | Oskar Lindgren | sv-SE | Europe/Stockholm | nordics | basic - 1 | oskar.lindgren@brevlada.example
HB-1159 | Hanne Vestergaard | da-DK | Europe/Copenhagen | nordics | pro - 2 | hanne.v@sundmail.example
HB-1160 | Malcolm Reid | en-GB | Europe/London | uk-ireland | workshop - 17 | malcolm@reidandson.example
HB-1161 | Franziska Bach | de-DE | Europe/Berlin | dach | pro 4.1.0 1 | franziska.bach@elbmail.example
HB-1162 | Tarik Demir | de-DE | Europe/Berlin | dach | basic - 1 | tarik.demir@briefkasten.example
HB-1163 | Nuala Fitzgerald | en-IE | Europe/Dublin | uk-ireland | basic - 0 | nuala.fitz@liffeymail.example
HB-1164 | Sébastien Morel | fr-FR | Europe/Paris | france | basic - 1 | sebastien.morel@courrier.example
HB-1165 | Zanele Nkosi | en-ZA | Africa/Johannesburg | africa | basic - 1 | zanele.nkosi@karoopost.example
HB-1166 | Edith Kramer | de-AT | Europe/Vienna | dach | basic - 1 | edith.kramer@donaupost.example no
HB-1167 | Craig Lachlan | en-GB | Europe/London | uk-ireland | basic 4.1.2 1 | craig.lachlan@tweedpost.example
HB-1168 | สมชาย ใจดี | th-TH | Asia/Bangkok | asia-pacific | basic - 1 | somchai.jaidee@chaophrayamail.example
HB-1169 | Vibeke Strand | nb-NO | Europe/Oslo | nordics | basic - 1 | vibeke.strand@fjordpost.example
HB-1170 | Lena Horvat | hr-HR | Europe/Zagreb | east | basic - 1 | lena.horvat@savapost.example
HB-1171 | Samuel Greenhalgh | en-GB | Europe/London | uk-ireland | pro - 2 | sam.greenhalgh@wheelmail.example
HB-1172 | Mireia Puig | ca-ES | Europe/Madrid | south | basic - 1 | mireia.puig@buzon.example
HB-1173 | Volker Stamm | de-DE | Europe/Berlin | dach | workshop - 40 | volker@stamm-zweirad.example yes
HB-1174 | Anita Chowdhury | en-GB | Europe/London | uk-ireland | basic - 1 | anita.chowdhury@wheelmail.example
HB-1175 | Jarle Hauge | nb-NO | Europe/Oslo | nordics | basic - 1 | jarle.hauge@fjordpost.example
HB-1176 | Celeste Brouwer | nl-NL | Europe/Amsterdam | benelux | basic - 1 | celeste.brouwer@grachtpost.example
HB-1177 | Duncan MacLeod | en-GB | Europe/London | uk-ireland | basic - 1 | duncan.macleod@tweedpost.example
HB-1178 | Ilse Weidinger | de-AT | - | dach | basic - 1 | ilse.weidinger@donaupost.example
HB-1179 | Babak Farahani | en-SE | Europe/Stockholm | nordics | basic - 1 | babak.farahani@brevlada.example
HB-1180 | Teresa Gallego | es-ES | Europe/Madrid | south | pro - 1 | teresa.gallego@buzon.example
HB-1181 | Nina Oberholzer | de-CH | Europe/Zurich | dach | basic - 1 | nina.oberholzer@limmatpost.example
HB-1182 | Tyrone Baptiste | en-US | America/New_York | americas | basic - 1 | tyrone.baptiste@hudsonpost.example
HB-1183 | Karin Sjöberg | sv-SE | Europe/Stockholm | nordics | basic - 1 | karin.sjoberg@brevlada.example
HB-1184 | Alan Whitaker | en-GB | Europe/London | uk-ireland | basic - 0 | alan.whitaker@wheelmail.example
HB-1185 | Magda Wójcik | pl-PL | Europe/Warsaw | east | basic - 1 | magda.wojcik@skrzynka.example
HB-1186 | Bernd Achenbach | de-DE | Europe/Berlin | dach | pro - 2 | bernd.achenbach@elbmail.example
HB-1187 | Róisín Tully | en-IE | Europe/Dublin | uk-ireland | basic - 1 | roisin.tully@liffeymail.example
HB-1188 | Diego Carranza | es-AR | America/Argentina/Buenos_Aires | americas | basic - 1 | diego.carranza@platamail.example
HB-1189 | Eva Lindahl | sv-SE | Europe/Stockholm | nordics | pro 4.1.2 3 | eva.lindahl@brevlada.example
HB-1190 | Trevor Nash | en-GB | Europe/London | uk-ireland | basic - 1 | trevor.nash@wheelmail.example
HB-1191 | Hilde Arnesen | nb-NO | Europe/Oslo | nordics | basic - 1 | -
HB-1192 | 王丽华 | zh-CN | Asia/Shanghai | asia-pacific | basic - 1 | wang.lihua@changmail.example
HB-1193 | Frederik Thomsen | da-DK | Europe/Copenhagen | nordics | basic - 1 | frederik.thomsen@sundmail.example
HB-1194 | Josephine Keller | de-DE | Europe/Berlin | dach | basic - 1 | josephine.keller@isarbrief.example
HB-1195 | Lewis Farquhar | en-GB | Europe/London | uk-ireland | pro - 2 | lewis.farquhar@tweedpost.example
HB-1196 | Agnieszka Mazur | pl-PL | Europe/Warsaw | east | basic - 1 | agnieszka.mazur@skrzynka.example
HB-1197 | Ulla Kivelä | fi-FI | Europe/Helsinki | nordics | basic - 1 | ulla.kivela@saimaaposti.example
HB-1198 | Monique Delacroix | fr-FR | Europe/Paris | france | basic - 0 | monique.delacroix@courrier.example
HB-1199 | Graham Eddowes | en-GB | Europe/London | uk-ireland | workshop - 12 | orders@eddowesbikes.example
HB-1200 | Andreas Zell | de-DE | Europe/Berlin | dach | basic - 1 | andreas.zell@briefkasten.example
guest-1201 | Tilda Rask | sv-SE | - | nordics | - - 1 | tilda.rask@brevlada.example
guest-1202 | Joe Haskins | en-GB | - | uk-ireland | - - 1 | joe.haskins@wheelmail.example
guest-1203 | Marlies Böhm | de-DE | - | dach | - - 1 | marlies.boehm@deichpost.example
guest-1204 | Fatou Diallo | fr-SN | Africa/Dakar | africa | - - 1 | fatou.diallo@terangapost.example
guest-1205 | - | en-GB | - | uk-ireland | - - 1 | h.m.lister@wheelmail.example
guest-1206 | Ivana Petrović | sr-RS | - | east | - - 1 | ivana.petrovic@savapost.example
guest-1207 | Skye Renner | en-US | - | americas | - - 1 | skye.renner@redwoodmail.example
guest-1208 | Hartmut Geiger | de-DE | - | dach | - - 1 | hartmut.geiger@isarbrief.example
guest-1209 | - | nl-NL | - | benelux | - - 1 | familie.postma@grachtpost.example
guest-1210 | Nora Ødegård | nb-NO | Europe/Oslo | nordics | - - 1 | nora.odegard@fjordpost.example
guest-1211 | Pauline Astier | fr-FR | - | france | - - 1 | pauline.astier@courrier.example
guest-1212 | Keith Bannerman | en-GB | - | uk-ireland | - - 1 | keith.bannerman@tweedpost.example
`;
