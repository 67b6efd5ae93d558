import { z } from 'zod';

/** What a column may hold, by the field of a feedback it fills. */
export const PLAIN = [
  'text',
  'score',
  'occurredAt',
  'externalId',
  'language',
  'feeling',
  'themes',
  'brand',
  'customer.externalId',
  'customer.email',
  'customer.name',
  'customer.consent.email',
] as const;
export type PlainMeaning = (typeof PLAIN)[number];
const FACT = /^customer\.attributes\.[^.$\s][^.$]{0,99}$/u;
export const Meaning = z.union(
  [z.enum(PLAIN), z.custom<`customer.attributes.${string}`>((one) => typeof one === 'string' && FACT.test(one))],
  {
    error: `a column is one of ${PLAIN.join(', ')}, or customer.attributes. and a name`,
  },
);
export type Meaning = z.infer<typeof Meaning>;

/** Several columns may hold these: their texts are joined, their themes put together. */
export const SEVERAL: readonly string[] = ['text', 'themes'];

/** How columns are called by the exports of many tools, in the languages of many companies; as `plainName` leaves them. */
const NAMES: Readonly<Record<PlainMeaning, string>> = {
  text: `text feedback feedbacktext comment comments review reviewtext reviewbody message body content description answer response opinion
    verbatim suggestion remark remarks complaint kommentar kommentare ruckmeldung bewertungstext nachricht meinung anmerkung beschwerde freitext
    commentaire commentaires avis remarque reclamation verbatims comentario comentarios mensaje resena opinione commento messaggio recensione
    opmerking opmerkingen reactie bericht opiniao mensagem kommentarer omdome kommentti palaute komentarz opinia wiadomosc komentar`,
  score: `score rating stars starrating nps npsscore csat csatscore grade points bewertung punkte sterne wertung punktzahl note etoiles
    evaluation puntuacion calificacion estrellas valutazione punteggio voto stelle cijfer sterren beoordeling nota avaliacao estrelas betyg
    karakter arvosana ocena`,
  occurredAt: `date datetime time timestamp created createdat createdon createdate creationdate submitted submittedat submitdate submissiontime
    received receivedat occurredat responded respondedat responsedate completedat reviewdate when datum datumuhrzeit erstelltam erstellt zeit
    zeitstempel zeitpunkt eingegangenam dateetheure dateheure creele horodatage horodateur fecha fechayhora creado marcatemporal data dataora
    datacreazione creatoil tijd tijdstempel aangemaaktop criadoem carimbodedatahora tid tidsstampel dato tidspunkt paivamaara utworzono`,
  externalId: `id feedbackid responseid ticketid ticketnumber ticket caseid casenumber reviewid commentid externalid entryid submissionid
    respondentid reference ref ruckmeldungsid antwortid bewertungsid vorgangsnummer idreponse iddereponse referencia idrespuesta idrisposta
    referentie idresposta`,
  language: `language lang languagecode locale sprache langue idioma lingua taal sprak sprog kieli jezyk`,
  feeling: `feeling sentiment mood stimmung gefuhl ressenti sentimiento sentimento gevoel kansla`,
  themes: `theme themes topic topics tag tags category categories label labels thema themen kategorie kategorien sujet categorie tema temas
    categoria categorias etiqueta etiquetas etichette onderwerp amne emne kategori temat kategoria`,
  brand: `brand brandname marke marque marca merk varumarke`,
  'customer.externalId': `customer customerid customernumber customerno customerexternalid client clientid clientnumber user userid account accountid
    accountnumber member memberid memberno contactid kunde kundennummer kundennr kundenid mitgliedsnummer numeroclient idclient
    numerocliente numerodecliente idcliente codicecliente klantnummer klantid kundnummer kundenr kundenummer asiakasnumero numerklienta`,
  'customer.email': `email emailaddress mail mailaddress customeremail useremail contactemail authoremail requesteremail emailadresse mailadresse
    courriel adressemail adresseemail adressedemessagerie correo correoelectronico indirizzoemail mailadres emailadres enderecodeemail epost
    epostadress epostadresse sahkoposti adresemail`,
  'customer.name': `name fullname customername username displayname contactname author authorname reviewer reviewername requester firstname vorname
    kundenname nom nomcomplet nomclient prenom auteur nombre nombrecompleto autor nome nomecompleto autore naam klantnaam namn navn nimi imie`,
  'customer.consent.email': `consent emailconsent customerconsentemail mayweemail maywecontactyou contactable optin emailoptin einwilligung
    kontakterlaubt consentement consentimiento consenso toestemming samtycke`,
};

const KNOWN: ReadonlyMap<string, PlainMeaning> = new Map(
  PLAIN.flatMap((meaning) => [...NAMES[meaning].split(/\s+/), plainName(meaning)].map((name) => [name, meaning] as const)),
);

/** Small letters and digits only, without accents. */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** What a column is by its name; null where the name says nothing. */
export function meaningOf(name: string): Meaning | null {
  const fact = Meaning.safeParse(name.trim());
  return fact.success ? fact.data : (KNOWN.get(plainName(name)) ?? null);
}
