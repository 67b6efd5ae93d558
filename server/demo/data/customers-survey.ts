// Known mostly from the survey. Columns as in the other customer tables.
export const customersSurvey = `
HB-1213 | Astrid Engen | nb-NO | Europe/Oslo | nordics | basic - 1 | astrid.engen@fjordpost.example
HB-1214 | Rudi Hofer | de-AT | Europe/Vienna | dach | basic - 1 | rudi.hofer@donaupost.example
HB-1215 | Charlotte Venn | en-GB | Europe/London | uk-ireland | pro - 2 | charlotte.venn@wheelmail.example
HB-1216 | Ikechukwu Eze | en-NG | Africa/Lagos | africa | basic - 1 | ikechukwu.eze@lagoonmail.example
HB-1217 | Sunniva Berge | nb-NO | Europe/Oslo | nordics | basic 4.1.2 1 | sunniva.berge@fjordpost.example
HB-1218 | Gabriel Fontaine | fr-FR | Europe/Paris | france | basic - 1 | gabriel.fontaine@courrier.example
HB-1219 | Tanja Wirth | de-DE | Europe/Berlin | dach | pro - 1 | tanja.wirth@elbmail.example
HB-1220 | Michael Crabtree | en-GB | Europe/London | uk-ireland | basic - 1 | michael.crabtree@wheelmail.example
HB-1221 | Αγγελική Δήμου | el-GR | Europe/Athens | south | basic - 1 | aggeliki.dimou@aegeanpost.example
HB-1222 | Jens Overgaard | da-DK | Europe/Copenhagen | nordics | basic - 1 | jens.overgaard@sundmail.example
HB-1223 | Paige Sorensen | en-US | America/Phoenix | americas | basic - 1 | paige.sorensen@redwoodmail.example
HB-1224 | Wim Terpstra | nl-NL | Europe/Amsterdam | benelux | basic - 1 | wim.terpstra@grachtpost.example
HB-1225 | Luisa Brandt | de-DE | Europe/Berlin | dach | basic - 1 | luisa.brandt@isarbrief.example
HB-1226 | Jamal Whitfield | en-US | America/Detroit | americas | basic - 1 | jamal.whitfield@prairiemail.example
HB-1227 | Maja Kovač | sl-SI | Europe/Ljubljana | east | basic - 0 | maja.kovac@savapost.example
HB-1228 | Einar Bråten | nb-NO | Europe/Oslo | nordics | pro 4.1.2 2 | einar.braten@fjordpost.example
HB-1229 | Deirdre Walsh | en-IE | Europe/Dublin | uk-ireland | basic - 1 | deirdre.walsh@liffeymail.example
HB-1230 | Rosa Benítez | es-ES | Europe/Madrid | south | basic - 1 | rosa.benitez@buzon.example
HB-1231 | 박지현 | ko-KR | Asia/Seoul | asia-pacific | basic - 1 | jihyun.park@hangangmail.example
HB-1232 | Norbert Fuchs | de-DE | Europe/Berlin | dach | basic - 1 | norbert.fuchs@briefkasten.example
HB-1233 | Bethan Rees | en-GB | Europe/London | uk-ireland | basic - 1 | bethan.rees@tywimail.example
HB-1234 | Filip Dvořák | cs-CZ | Europe/Prague | east | basic - 1 | filip.dvorak@vltavamail.example
HB-1235 | Sarita Thapa | ne-NP | Asia/Kathmandu | asia-pacific | basic - 1 | sarita.thapa@himalmail.example
HB-1236 | Neil Pargeter | en-GB | Europe/London | uk-ireland | workshop - 9 | neil@pargeterbikes.example
HB-1237 | Veronika Lang | de-AT | Europe/Vienna | dach | basic - 1 | veronika.lang@donaupost.example
HB-1238 | Marit Skogen | nb-NO | Europe/Oslo | nordics | basic - 1 | marit.skogen@fjordpost.example
HB-1239 | Émile Gagnon | fr-CA | America/Toronto | americas | basic - 1 | emile.gagnon@harbourmail.example
HB-1240 | Sven Ahrens | de-DE | Europe/Berlin | dach | pro - 2 | sven.ahrens@deichpost.example
HB-1241 | Joanna Kirkbride | en-GB | Europe/London | uk-ireland | basic - 1 | joanna.kirkbride@tweedpost.example
HB-1242 | حسين مراد | ar-EG | Africa/Cairo | africa | basic - 1 | hussein.murad@nilpost.example
HB-1243 | Lotta Virtanen | fi-FI | Europe/Helsinki | nordics | basic - 1 | lotta.virtanen@saimaaposti.example
HB-1244 | Barry Entwistle | en-GB | Europe/London | uk-ireland | basic - 0 | barry.entwistle@wheelmail.example no
HB-1245 | Simone Achard | fr-FR | Europe/Paris | france | basic - 1 | simone.achard@courrier.example
HB-1246 | Torben Iversen | da-DK | Europe/Copenhagen | nordics | basic - 1 | torben.iversen@sundmail.example
HB-1247 | Lakshmi Venkat | en-IN | Asia/Kolkata | asia-pacific | basic - 1 | lakshmi.venkat@daakghar.example
HB-1248 | Oliwia Pawlak | pl-PL | Europe/Warsaw | east | basic - 1 | oliwia.pawlak@skrzynka.example
HB-1249 | Kai Feldmann | de-DE | Europe/Berlin | dach | basic 4.1.2 1 | kai.feldmann@elbmail.example
HB-1250 | Maude Ellingham | en-GB | Europe/London | uk-ireland | basic - 1 | -
`;
