// Common given names: a first word is capitalised anyway, so its case says nothing. Names known to the caller are checked besides.
const GIVEN_NAMES = new Set(
  `aisha alan alex alexander ali alice amir amy ana andrea andreas andrew angela anja anna anne anthony antonio barbara ben benjamin bernd birgit brian carlos carol caroline charles
   charlotte chloe chris christian christina christine christoph claudia clara daniel david deborah dennis diana dieter dirk edward elena elizabeth emily emma eric erik eva fatima felix florian
   francesco frank franziska gabriele george georg giulia grace greg hannah hans harald harry heike helen helga henry ian ines ingrid isabel jack jacob james jan jane jason jean jennifer jens
   jessica joan joe johanna john jonas jonathan jorge jose josef joseph juan julia julian jürgen karen karin karl katharina kate katrin kevin klaus lars laura lea lena leon lina linda lisa
   louis lucas luca lucy luis luisa lukas manfred manuel marco marcus maria marie mario marion mark markus martin martina mary matthew matthias max maximilian maya mehmet melanie mia michael
   michelle miguel mike mohamed mohammed monika nancy nathan nicholas nicole nina noah nora olaf oliver olivia patricia patrick paul paula paulo pedro peter petra philip philipp pierre priya
   rachel ralf rebecca renate ricardo richard rob robert roger ryan sabine sally sam samantha samuel sandra sara sarah scott sebastian simon sofia sophie stefan stefanie stephanie stephen
   steven sue susan susanne sven tanja theresa thomas thorsten tim tina tobias tom tony ulrich ursula uwe vanessa victor victoria walter william wolfgang yusuf zoe`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

const NUMBER_WORDS = new Set(
  'zero oh one two three four five six seven eight nine double triple null eins zwei zwo drei vier fünf sechs sieben acht neun doppel'.split(
    ' ',
  ),
);
const TITLES = /(?:^|\s)(?:mr|mrs|ms|miss|dr|prof|sir|herr|herrn|frau|kollege|kollegin)\.?\s/iu;
const STREETS =
  /\p{L}(?:straße|strasse|gasse|allee|platz|weg)(?![\p{L}])|(?:^|\s)(?:street|road|avenue|lane|drive|boulevard|square|postcode|zip|straße|str)(?![\p{L}])/iu;
const SPELLED_ADDRESS = /(?:^|\s)(?:at|ät)\s.*\s(?:dot|punkt)\s/iu;
const PROVIDERS = /gmail|hotmail|outlook|yahoo|icloud|gmx|web de|twitter|instagram|facebook|linkedin|whatsapp|telegram|iban|paypal|passw/iu;
const OWN_CAPITALS = /^(?:I|I['’]\p{L}+|[A-Z]{2,4})$/u;

/** Whether a text may hold something personal, or could: four figures in all are enough. Expects text after NFKC. */
export function maybePersonal(text: string, language: string, names: readonly string[]): boolean {
  const words = text.split(' ');
  const bare = words.map((word) => word.toLowerCase().replace(/['’]s$/u, ''));
  if ((text.match(/\p{N}/gu) ?? []).length >= 4) return true;
  if (
    words.some(
      (word) => /\p{N}/u.test(word) && /\p{L}/u.test(word) && !/^\p{N}{1,3}(?:st|nd|rd|th|x|kg|km|cm|mm|g|h|am|pm|min)$/iu.test(word),
    )
  )
    return true;
  if (bare.filter((word) => NUMBER_WORDS.has(word)).length >= 3) return true;
  if ([TITLES, STREETS, SPELLED_ADDRESS, PROVIDERS].some((pattern) => pattern.test(`${text} `))) return true;
  const known = new Set(
    names
      .flatMap((name) =>
        name
          .normalize('NFKC')
          .toLowerCase()
          .split(/[\s-]+/u),
      )
      .filter((name) => name.length > 1),
  );
  if (
    bare.some(
      (word) => GIVEN_NAMES.has(word) || known.has(word) || word.split('-').some((part) => known.has(part) || GIVEN_NAMES.has(part)),
    )
  )
    return true;
  // In English a capital inside a sentence is a name; in German, where nouns have them, two in a row may be.
  const capital = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}/u.test(word) && !OWN_CAPITALS.test(word);
  if (language === 'de') return words.some((word, index) => index > 0 && capital(word) && capital(words[index + 1]));
  return words.slice(1).some(capital);
}
