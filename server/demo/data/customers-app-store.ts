// Reviewers the App Store names only by a handle: no address, and seldom more than a language.
export const customersAppStore = `
AS-1076 | pedalpusher_88 | en-US | - | americas | - 4.1.2 - | -
AS-1077 | Gravelgreta | de-DE | Europe/Berlin | dach | - 4.1.2 - | -
AS-1078 | sykkelmann | nb-NO | Europe/Oslo | nordics | basic 4.1.2 1 | -
AS-1079 | MrsChainring | en-GB | Europe/London | uk-ireland | - 4.1.0 - | -
AS-1080 | velo.lyon | fr-FR | - | france | - 4.1.2 - | -
AS-1081 | 자전거탄풍경 | ko-KR | Asia/Seoul | asia-pacific | - 4.1.2 - | -
AS-1082 | tandemtom | en-AU | - | asia-pacific | - 4.1.1 - | -
AS-1083 | Kettenöl | de-DE | - | dach | - 4.1.2 - | -
AS-1084 | J. Okafor | en-GB | Europe/London | uk-ireland | basic 4.1.2 1 | -
AS-1085 | ridesinrain | en-IE | - | uk-ireland | - 4.1.2 - | -
AS-1086 | りんりん自転車 | ja-JP | Asia/Tokyo | asia-pacific | - 4.1.0 - | -
AS-1087 | cargo_mum_of_3 | en-GB | - | uk-ireland | - 4.1.2 - | -
AS-1088 | bici.pau | es-ES | Europe/Madrid | south | - 4.1.2 - | -
AS-1089 | slowestclimber | en-US | America/Denver | americas | - 4.0.7 - | -
AS-1090 | fietsfanaat | nl-NL | - | benelux | - 4.1.2 - | -
AS-1091 | Radlerin aus Ulm | de-DE | Europe/Berlin | dach | - 4.1.2 - | -
AS-1092 | noahk | en-CA | - | americas | - 4.1.2 - | -
AS-1093 | велосипедист | ru-RU | - | east | - 4.1.1 - | -
AS-1094 | EllaOnTwoWheels | en-GB | - | uk-ireland | - 4.1.2 - | -
AS-1095 | cyklista72 | sv-SE | - | nordics | - 4.1.2 - | -
AS-1096 | dad.on.a.sund | en-US | - | americas | - 4.1.2 - | -
AS-1097 | rowerowy.kuba | pl-PL | - | east | - 4.1.2 - | -
AS-1098 | MudguardMo | en-GB | Europe/London | uk-ireland | - 4.1.2 - | -
AS-1099 | 骑行者小李 | zh-TW | Asia/Taipei | asia-pacific | - 4.1.2 - | -
AS-1100 | hillsarehard | en-NZ | - | asia-pacific | - 4.1.0 - | -
AS-1101 | pignon.fixe | fr-BE | - | benelux | - 4.1.2 - | -
AS-1102 | Speichenbruch | de-AT | - | dach | - 4.1.2 - | -
AS-1103 | commuter_jess | en-GB | - | uk-ireland | - 4.1.2 - | -
AS-1104 | tokyodrift_bike | en-US | - | americas | - 4.1.2 - | -
AS-1105 | bisikletci | tr-TR | Europe/Istanbul | middle-east | - 4.1.1 - | -
`;
