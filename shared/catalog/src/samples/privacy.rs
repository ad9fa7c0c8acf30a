//! Which columns look private, by their names.
//!
//! Samples go into the catalog, which many users and perhaps a model see. A column is withheld when
//! its name, split into words (`shipTo_Address2` is ship, to, address), holds
//!
//! - a secret: password, token, key material, hash, card number, session, cookie …
//! - a way to reach or find somebody: e-mail, phone, address line, street, postcode, IP …
//!   (city, region and country are not withheld)
//! - a number that identifies somebody: tax, passport, social security, account, licence plate …
//! - free text: notes, comments, descriptions, messages, bodies …
//! - a link or file: url, path, avatar …
//! - a person's name: first, last, full, user name; `name` in a relation of persons (`customers.name`),
//!   or after one (`customer_name`).
//!
//! A whole relation is withheld when tenants share it ([`is_shared_by_tenants`]).
//!
//! It errs on the side of withholding; an operator overrides it by the policy's lists.

use crate::{Column, Relation};

/// Why a column is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// A secret.
    Secret,
    /// A way to reach or find somebody.
    Contact,
    /// A number that identifies somebody.
    Identifier,
    /// Free text.
    Prose,
    /// A link or file.
    Location,
    /// A person's name.
    PersonName,
}

const SECRETS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "pass",
    "secret",
    "token",
    "hash",
    "salt",
    "otp",
    "pin",
    "cvv",
    "cvc",
    "credential",
    "signature",
    "session",
    "cookie",
    "apikey",
    "privatekey",
    "fingerprint",
    "nonce",
    "iban",
    "bic",
    "pan",
    "mfa",
    "totp",
    "jwt",
    "oauth",
    "cipher",
    "encrypted",
];
/// Two words that make a secret, or the number of one person's thing, together.
const SECRET_PAIRS: &[(&str, &str)] = &[
    ("api", "key"),
    ("private", "key"),
    ("public", "key"),
    ("access", "key"),
    ("secret", "key"),
    ("license", "key"),
    ("security", "answer"),
    ("security", "question"),
    ("card", "number"),
    ("account", "number"),
    ("device", "id"),
];
const CONTACTS: &[&str] = &[
    "email",
    "mail",
    "phone",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "fax",
    "address",
    "addr",
    "street",
    "postcode",
    "postal",
    "zip",
    "zipcode",
    "ip",
    "ipv",
    "handle",
    "skype",
    "whatsapp",
    "coordinates",
    "geolocation",
    "mac",
];
const IDENTIFIERS: &[&str] = &[
    "ssn",
    "passport",
    "nino",
    "vat",
    "tin",
    "plate",
    "vin",
    "imei",
    "ethnicity",
    "religion",
    "diagnosis",
    "birth",
    "birthday",
    "dob",
    "birthplace",
    "medical",
    "national",
];
const PROSE: &[&str] = &[
    "note",
    "comment",
    "remark",
    "description",
    "desc",
    "body",
    "message",
    "text",
    "content",
    "memo",
    "bio",
    "biography",
    "feedback",
    "review",
    "reply",
    "transcript",
    "summary",
    "abstract",
    "query",
    "payload",
    "raw",
    "log",
    "html",
    "markdown",
    "xml",
    "json",
    "instruction",
    "details",
    "detail",
];
const LOCATIONS: &[&str] = &[
    "url", "uri", "link", "href", "path", "filename", "avatar", "photo", "picture", "image",
    "website",
];
/// Words that make the `name` beside them a person's.
const PERSONAL: &[&str] = &[
    "first", "last", "middle", "given", "family", "maiden", "full", "user", "nick", "display",
    "contact", "legal", "login",
];
const PERSON_WORDS: &[&str] = &[
    "username",
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "forename",
    "nickname",
    "login",
    "initials",
    "lname",
    "fname",
];
/// Relations whose rows are persons.
const PERSONS: &[&str] = &[
    "customer",
    "user",
    "employee",
    "person",
    "people",
    "contact",
    "patient",
    "member",
    "student",
    "staff",
    "driver",
    "client",
    "buyer",
    "visitor",
    "guest",
    "subscriber",
    "applicant",
    "candidate",
    "doctor",
    "physician",
    "teacher",
    "instructor",
    "passenger",
    "tenant",
    "owner",
    "manager",
    "worker",
    "resident",
    "donor",
    "volunteer",
    "author",
    "reviewer",
    "recipient",
    "sender",
    "cardholder",
    "holder",
    "lead",
    "child",
    "parent",
    "nurse",
];

/// Whose rows a column can name.
const TENANTS: &[&str] = &["tenant", "workspace", "organization", "organisation", "org"];

/// Whether a relation looks shared by tenants: `tenant`, `tenant_id`, `org_id` … is a column of it.
/// The catalog is one for all tenants, so values of one of them do not belong in it.
pub fn is_shared_by_tenants(relation: &Relation) -> bool {
    relation.columns.iter().any(|column| {
        let names = words(&column.name);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match *names.as_slice() {
            ["tenant"] => true,
            [.., owner, "id" | "uuid" | "key"] => TENANTS.contains(&owner),
            _ => false,
        }
    })
}

/// Why the rule withholds a column, if it does.
pub fn reason_to_withhold(
    relation: &Relation,
    column: &Column,
    person_names: bool,
) -> Option<Withheld> {
    let names = words(&column.name);
    let has = |list: &[&str]| names.iter().any(|word| list.contains(&singular(word)));
    let pair = |a: &str, b: &str| names.windows(2).any(|two| two[0] == a && two[1] == b);
    if has(SECRETS) || SECRET_PAIRS.iter().any(|(a, b)| pair(a, b)) {
        Some(Withheld::Secret)
    } else if has(CONTACTS) || pair("e", "mail") {
        Some(Withheld::Contact)
    } else if has(IDENTIFIERS) || pair("tax", "id") || pair("tax", "number") {
        Some(Withheld::Identifier)
    } else if has(PROSE) {
        Some(Withheld::Prose)
    } else if has(LOCATIONS) {
        Some(Withheld::Location)
    } else if !person_names && is_person_name(relation, &names) {
        Some(Withheld::PersonName)
    } else {
        None
    }
}

fn is_person_name(relation: &Relation, names: &[String]) -> bool {
    let any =
        |words: &[String], list: &[&str]| words.iter().any(|word| list.contains(&singular(word)));
    if any(names, PERSON_WORDS) {
        return true;
    }
    // The column alone may be the person: `orders.customer`, `tickets.assigned_manager`.
    if names
        .last()
        .is_some_and(|last| PERSONS.contains(&last.as_str()))
    {
        return true;
    }
    let Some(at) = names.iter().rposition(|word| word == "name") else {
        return false;
    };
    let before = &names[..at];
    any(before, PERSONAL)
        || any(before, PERSONS)
        || (before.is_empty() && any(&words(&relation.name), PERSONS))
}

fn singular(word: &str) -> &str {
    match word.strip_suffix("es") {
        Some(stem) if stem.ends_with("ss") || stem.ends_with('h') => stem,
        _ => word
            .strip_suffix('s')
            .filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
            .unwrap_or(word),
    }
}

/// The lower-case words of a name, split at anything but letters and digits, and where a capital
/// begins a word (`shipTo`, `HTMLBody`); digits at a word's end are dropped (`address2`).
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut finish = |word: &mut String| {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let kept = if bare.is_empty() { word.as_str() } else { bare };
        if !kept.is_empty() {
            words.push(kept.to_lowercase());
        }
        word.clear();
    };
    let letters: Vec<char> = name.chars().collect();
    for (at, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            finish(&mut word);
            continue;
        }
        let after_small = at > 0 && letters[at - 1].is_lowercase();
        let ends_capitals = at > 0
            && letters[at - 1].is_uppercase()
            && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (after_small || ends_capitals) {
            finish(&mut word);
        }
        word.push(letter);
    }
    finish(&mut word);
    words
}
