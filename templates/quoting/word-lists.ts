/** Beginnings of words, per language (up to three letters, or with $, the whole word); small on purpose: the gate leans to "no quote", and a model may say no as well, never yes. */
interface QuoteWords {
  negations: readonly string[];
  joins: readonly string[];
  never: readonly string[];
}

const PROFANE_EN =
  'fuck shit crap bullshit damn bastard bitch asshole arse piss bollocks wanker cunt dick prick moron idiot stupid dumb retard slut whore scum suck jerk'.split(
    ' ',
  );
const PROFANE_DE =
  'scheiß scheiss scheisse kacke arsch verdammt mist$ fick wichs hurensohn hure idiot depp blöd trottel dumm schlampe drecks sau schwein bescheuert saftladen'.split(
    ' ',
  );
const THREAT_EN =
  'kill murder sue lawyer attorney lawsuit court$ solicitor police burn bomb shoot hurt threat revenge destroy die dead$ death suicide weapon'.split(
    ' ',
  );
const THREAT_DE =
  'töte umbring umbringen anwalt anwält verklag klage gericht polizei strafanzeige bombe drohe rache sterb tod suizid waffe'.split(' ');
const HEALTH_EN =
  'cancer pregnan depress disab wheelchair surger hospital ill illness sick disease diabet doctor medic pills therap miscarr hiv aids autis adhd anxiety blind deaf disorder injur heart stroke alcohol addict psych mental wound fracture'.split(
    ' ',
  );
const HEALTH_DE =
  'krebs schwanger depress behinder rollstuhl operation krankenhaus krank diabet arzt ärzt medikament therap fehlgeburt hiv autis adhs angst blind taub störung verletz herz schlaganfall alkohol süchtig psych seelisch pflegefall'.split(
    ' ',
  );
const TRAIT_EN =
  'muslim islam jew$ jewish christian catholic hindu buddhis atheis relig gay lesbian homosexual bisexual trans$ transgender transsex queer black asian hispanic latino arab immigrant migrant refugee foreigner racis sexis ethnic nationality divorc widow old elderly pension union republican democrat tory labour'.split(
    ' ',
  );
const TRAIT_DE =
  'muslim islam jude jüd christ katholi evangeli hindu buddhis religi schwul lesbisch homosexuell trans$ transgender transsex queer schwarz asiat araber migrant flüchtling ausländer rassis sexis herkunft geschieden witwe rentner gewerkschaft partei afd'.split(
    ' ',
  );

export const quoteWords: ReadonlyMap<string, QuoteWords> = new Map([
  [
    'en',
    {
      negations: [
        "n't",
        'n’t',
        'not',
        'no',
        'never',
        'none',
        'nothing',
        'nobody',
        'without',
        'hardly',
        'barely',
        'cannot',
        'neither',
        'nor',
        'if',
        'unless',
        'wish',
        'would',
        'could',
      ],
      joins: ['but', 'because', 'although', 'though', 'however', 'whereas', 'while', 'which', 'unless', 'so'],
      never: [...PROFANE_EN, ...THREAT_EN, ...HEALTH_EN, ...TRAIT_EN],
    },
  ],
  [
    'de',
    {
      negations: [
        'nicht',
        'nie',
        'niemals',
        'kein',
        'keine',
        'keinen',
        'keiner',
        'nichts',
        'niemand',
        'ohne',
        'kaum',
        'weder',
        'noch',
        'wenn',
        'falls',
        'wäre',
        'hätte',
        'würde',
        'könnte',
      ],
      joins: ['aber', 'weil', 'obwohl', 'denn', 'jedoch', 'während', 'sondern', 'dass', 'damit', 'sodass'],
      never: [...PROFANE_DE, ...THREAT_DE, ...HEALTH_DE, ...TRAIT_DE, ...PROFANE_EN.slice(0, 4)],
    },
  ],
]);
