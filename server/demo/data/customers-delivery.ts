// number | name | locale | zone | region | plan, app version, orders in 12 months | address, consent. "-" is unknown.
export const customersDelivery = `
HB-1106 | Agnes Lund | nb-NO | Europe/Oslo | nordics | basic - 1 | agnes.lund@fjordpost.example
HB-1107 | Peter Rademacher | de-DE | Europe/Berlin | dach | pro 4.1.2 2 | p.rademacher@elbmail.example
HB-1108 | Imogen Tuffnell | en-GB | Europe/London | uk-ireland | basic - 1 | imogen.tuffnell@wheelmail.example
HB-1109 | Sipho Dlamini | en-ZA | Africa/Johannesburg | africa | basic - 1 | sipho.dlamini@karoopost.example
HB-1110 | Renate Kühn | de-DE | Europe/Berlin | dach | basic - 1 | renate.kuehn@isarbrief.example no
HB-1111 | Conor McArdle | en-IE | Europe/Dublin | uk-ireland | pro 4.1.2 2 | conor.mcardle@liffeymail.example
HB-1112 | Chiara Montanari | it-IT | Europe/Rome | south | basic - 1 | chiara.montanari@postino.example
HB-1113 | Dylan Foster | en-US | America/Los_Angeles | americas | basic 4.1.2 1 | dylan.foster@redwoodmail.example
HB-1114 | Mette Krogh | da-DK | Europe/Copenhagen | nordics | basic - 1 | mette.krogh@sundmail.example
HB-1115 | მარიამ ბერიძე | ka-GE | Asia/Tbilisi | east | basic - 1 | mariam.beridze@mtkvaripost.example
HB-1116 | Hugo Lefèvre | fr-FR | Europe/Paris | france | pro - 2 | hugo.lefevre@courrier.example
HB-1117 | Bronwyn Hale | en-AU | Australia/Sydney | asia-pacific | basic - 1 | bronwyn.hale@eucalyptmail.example
HB-1118 | Stefan Gruber | de-AT | Europe/Vienna | dach | workshop - 19 | bestellung@radgruber.example
HB-1119 | Lotte Hermans | nl-BE | Europe/Brussels | benelux | basic - 1 | lotte.hermans@scheldepost.example
HB-1120 | Abdi Warsame | en-GB | Europe/London | uk-ireland | basic - 1 | abdi.warsame@wheelmail.example
HB-1121 | Vigdís Jónsdóttir | is-IS | Atlantic/Reykjavik | nordics | pro - 2 | vigdis.jons@hverpost.example
HB-1122 | Paulo Teixeira | pt-BR | America/Sao_Paulo | americas | basic - 1 | paulo.teixeira@tejomail.example
HB-1123 | Ronja Fischer | de-DE | Europe/Berlin | dach | basic 4.1.2 1 | ronja.fischer@briefkasten.example
HB-1124 | Colin Drummond | en-GB | Europe/London | uk-ireland | basic - 0 | colin.drummond@tweedpost.example
HB-1125 | Zuzana Horáková | cs-CZ | Europe/Prague | east | basic - 1 | zuzana.horakova@vltavamail.example
HB-1126 | Erlend Vik | nb-NO | Europe/Oslo | nordics | basic - 1 | erlend.vik@fjordpost.example
HB-1127 | Harriet Blackwood | en-GB | Europe/London | uk-ireland | pro 4.1.1 3 | harriet.blackwood@wheelmail.example yes
HB-1128 | Omar Siddiqui | en-GB | Europe/London | uk-ireland | basic - 1 | omar.siddiqui@wheelmail.example
HB-1129 | Katrin Baumgartner | de-CH | Europe/Zurich | dach | basic - 1 | katrin.baumgartner@limmatpost.example
HB-1130 | Joris Bakker | nl-NL | Europe/Amsterdam | benelux | workshop - 26 | joris@bakkerfietsen.example
HB-1131 | Maeve Kinsella | en-IE | - | uk-ireland | basic - 1 | maeve.kinsella@liffeymail.example
HB-1132 | Andrei Munteanu | ro-RO | Europe/Bucharest | east | basic - 1 | andrei.munteanu@carpatpost.example
HB-1133 | Saga Forsberg | sv-SE | Europe/Stockholm | nordics | basic - 1 | saga.forsberg@brevlada.example
HB-1134 | Wendy Okonkwo | en-GB | Europe/London | uk-ireland | basic - 1 | wendy.okonkwo@wheelmail.example
HB-1135 | Dieter Lohmann | de-DE | Europe/Berlin | dach | pro - 2 | dieter.lohmann@deichpost.example
HB-1136 | Isla Carmichael | en-GB | Europe/London | uk-ireland | basic - 1 | isla.carmichael@tweedpost.example
HB-1137 | Raúl Ibáñez | es-ES | Atlantic/Canary | south | basic - 1 | raul.ibanez@buzon.example
HB-1138 | Petra Novak | sl-SI | Europe/Ljubljana | east | basic - 1 | petra.novak@savapost.example
HB-1139 | Jonas Wetter | de-DE | Europe/Berlin | dach | basic - 1 | -
HB-1140 | Naledi Khumalo | en-ZA | Africa/Johannesburg | africa | basic - 1 | naledi.khumalo@karoopost.example
HB-1141 | Arthur Pemberton | en-GB | Europe/London | uk-ireland | basic - 0 | a.pemberton@tweedpost.example
HB-1142 | Liv Torgersen | nb-NO | Europe/Oslo | nordics | pro 4.1.2 2 | liv.torgersen@fjordpost.example
HB-1143 | Bastien Roche | fr-FR | Europe/Paris | france | basic - 1 | bastien.roche@courrier.example
HB-1144 | Տիգրան Սարգսյան | hy-AM | Asia/Yerevan | east | basic - 1 | tigran.s@araratmail.example
HB-1145 | Kayleigh Dunn | en-GB | Europe/London | uk-ireland | basic 4.1.2 1 | kayleigh.dunn@wheelmail.example
HB-1146 | Moritz Haller | de-DE | Europe/Berlin | dach | basic - 1 | moritz.haller@isarbrief.example
HB-1147 | Silje Aune | nb-NO | Europe/Oslo | nordics | basic - 1 | silje.aune@fjordpost.example
HB-1148 | Greg Tomlinson | en-CA | America/St_Johns | americas | basic - 1 | greg.tomlinson@harbourmail.example
HB-1149 | Elodie Vasseur | fr-CH | Europe/Zurich | dach | pro - 2 | elodie.vasseur@limmatpost.example
HB-1150 | Frank Osei | en-GB | Europe/London | uk-ireland | basic - 1 | -
`;
