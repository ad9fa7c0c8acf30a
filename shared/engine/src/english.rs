//! What English words mean whatever the database: fillers, operations, adjectives, irregular forms.
//!
//! Closed word classes and everyday business words only; nothing of a particular schema.

/// The base form of an irregular word; others come back as they are.
pub(crate) fn lemma(word: &str) -> &str {
    match word {
        "bought" => "buy",
        "sold" => "sell",
        "paid" => "pay",
        "spent" => "spend",
        "sent" => "send",
        "made" => "make",
        "wrote" | "written" => "write",
        "gave" | "given" => "give",
        "came" => "come",
        "left" => "leave",
        "began" | "begun" => "begin",
        "won" => "win",
        "held" => "hold",
        "got" => "get",
        "brought" => "bring",
        "kept" => "keep",
        "taken" | "took" => "take",
        "people" | "persons" | "ppl" => "person",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "e-mail" | "e-mails" => "email",
        "metre" | "metres" => "meter",
        "programme" => "program",
        "catalogue" => "catalog",
        "colour" => "color",
        "centre" => "center",
        other => other,
    }
}

/// Whether a word says that something happened: "closed", "sent".
pub(crate) fn is_participle(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ven")
        || word.ends_with("tten")
        || word.ends_with("wn")
        || (lemma(word) != word
            && !matches!(word, "people" | "persons" | "men" | "women" | "children"))
}

/// Words inside a phrase that do not change what it names.
pub(crate) fn is_article(word: &str) -> bool {
    is_among(ARTICLES, word)
}

/// Words that neither open nor close a phrase.
pub(crate) fn is_filler(word: &str) -> bool {
    is_article(word) || is_among(PREPOSITIONS, word)
}

/// Words that carry no content of their own in a question.
pub(crate) fn is_function_word(word: &str) -> bool {
    is_filler(word) || is_among(FUNCTION_WORDS, word)
}

/// Verbs that only tie a question's nouns together, by their base form or stem.
pub(crate) fn is_light_verb(stem: &str) -> bool {
    is_among(LIGHT_VERBS, stem)
}

/// The country that an adjective of nationality or an abbreviation stands for, in its usual names.
pub(crate) fn country_names(word: &str) -> &'static [&'static str] {
    let row = COUNTRIES.iter().find(|(words, _)| is_among(words, word));
    row.map_or(&[], |(_, names)| names)
}

/// Numbers in words, up to twenty and the round ones.
pub(crate) fn number_word(word: &str) -> Option<u64> {
    Some(match word {
        "one" | "once" => 1,
        "two" | "twice" | "couple" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" | "dozen" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        _ => return None,
    })
}

/// What a comparison or superlative adjective measures: stems looked for in columns, best first.
pub(crate) fn measured_by(word: &str) -> Option<(&'static [&'static str], bool)> {
    Some(match word {
        "expensive" | "costly" | "pricey" | "priciest" | "dearest" => {
            (&["price", "cost", "amount", "total"], true)
        }
        "cheap" | "cheapest" | "cheaper" => (&["price", "cost", "amount"], false),
        "old" | "oldest" | "older" | "earliest" | "earlier" => {
            (&["birth", "date", "on", "at"], false)
        }
        "young" | "youngest" | "younger" => (&["birth"], true),
        "new" | "newest" | "newer" | "latest" | "recent" | "recently" => {
            (&["date", "on", "at"], true)
        }
        "heavy" | "heaviest" | "heavier" => (&["weight", "kg"], true),
        "light" | "lightest" | "lighter" => (&["weight", "kg"], false),
        "tall" | "tallest" | "taller" => (&["height"], true),
        "long" | "longest" | "longer" => (&["length", "duration", "days"], true),
        "short" | "shortest" | "shorter" => (&["length", "duration", "height"], false),
        "paid" | "earning" => (&["salary", "wage", "pay", "income"], true),
        "rated" => (&["rating", "score", "stars"], true),
        "helpful" => (&["helpful", "votes"], true),
        "fast" | "fastest" | "quickest" => (&["lead_time", "days", "duration", "time"], false),
        "slow" | "slowest" => (&["lead_time", "days", "duration", "time"], true),
        _ => return None,
    })
}

/// Words in a column's name that make a sum over rows meaningless: averages are taken instead.
pub(crate) fn is_rate_word(word: &str) -> bool {
    is_among(RATE_WORDS, word)
}

/// Words that ask for a change of data or of the database.
pub(crate) fn is_write_verb(word: &str) -> bool {
    is_among(WRITE_VERBS, word)
}

fn is_among(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|other| other == word)
}

const FUNCTION_WORDS: &str = "
    pls plz thx
    whats wich wat select too among ever given single various terms side kindly gimme
    i me my we us you your he she they them his her this that these those there here
    what which who whom whose where when how do does did done be am are were being have
    had having will would can could should may might must shall and with by as into onto
    about via through during within up out off please show list give tell display find
    get see view want need know like return fetch pull name let look make made all any
    every some now ever also just only so then than if but yet already
    still actually really altogether overall total one ones thing things kind
    much many both own such using use used exist available data info information details
    record records row rows entry entries table result results figure figures value
    values amount hi hello hey thanks ok well quick question together respectively time
    times go going went gone come came coming belong belongs belonging include including
    contain contains company business shop firm system database db set money same sort
    compare compared per ' € $ £ # most live lives living based located place placed
    someone anyone anybody somebody everyone everything anything something square meter
    meters metres sqm kg kilos kilograms percent back because due ago eur euro euros
    dollar dollars worth usd gbp pounds generate generated bring brought work works
    working happen happened take taken
";

const LIGHT_VERBS: &str = "
    mark mean intend plan     carri run hold get bring handl receiv write offer provid keep own deal process serv
    stand sit lie involv featur account produc ran complet fall reach achiev earn
    collect perform visit appear occur record regist number current turn end
    consist call relat associ link assign
";

const WRITE_VERBS: &str = "
    delete remove drop update insert truncate erase wipe alter rename modify overwrite
    grant revoke purge cancel refund raise increase decrease lower add create change set
    send email mark assign fix edit hire fire ship restock clear reset replace move
    merge archive
";

const RATE_WORDS: &str = "
    price rating score percent percentage rate ratio salary age level temperature weight
    lead grade
";

const ARTICLES: &str = "the a an of has is was been it our their its";

const PREPOSITIONS: &str = "to from in for at on";

/// Words of a nationality, and the names its country goes by.
const COUNTRIES: &[(&str, &[&str])] = &[
    ("german germans", &["germany", "de"]),
    ("french", &["france", "fr"]),
    (
        "british uk britain english",
        &["united kingdom", "uk", "great britain", "gb"],
    ),
    (
        "american americans us usa america",
        &["united states", "usa", "united states of america", "us"],
    ),
    ("dutch holland", &["netherlands", "nl"]),
    ("italian italians", &["italy", "it"]),
    ("spanish", &["spain", "es"]),
    ("portuguese", &["portugal", "pt"]),
    ("swedish swedes", &["sweden", "se"]),
    ("norwegian norwegians", &["norway", "no"]),
    ("danish danes", &["denmark", "dk"]),
    ("finnish", &["finland", "fi"]),
    ("polish", &["poland", "pl"]),
    ("austrian austrians", &["austria", "at"]),
    ("swiss", &["switzerland", "ch"]),
    ("belgian belgians", &["belgium", "be"]),
    ("irish", &["ireland", "ie"]),
    ("canadian canadians", &["canada", "ca"]),
    ("mexican mexicans", &["mexico", "mx"]),
    ("japanese", &["japan", "jp"]),
    ("chinese", &["china", "cn"]),
    ("indian indians", &["india", "in"]),
    ("australian australians", &["australia", "au"]),
    ("brazilian brazilians", &["brazil", "br"]),
    ("czech", &["czech republic", "czechia", "cz"]),
    ("greek", &["greece", "gr"]),
    ("turkish", &["turkey", "tr"]),
    ("korean", &["south korea", "korea"]),
    ("hungarian", &["hungary", "hu"]),
];
